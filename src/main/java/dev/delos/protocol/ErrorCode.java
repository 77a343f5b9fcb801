package dev.delos.protocol;

/** What was wrong with a frame, in an {@code error} frame; the connection goes on. */
public enum ErrorCode {
  /** Not a JSON object. */
  BAD_JSON,
  /** {@code op} is missing or is none that a client may send. */
  UNKNOWN_OP,
  /** A key is missing, unknown or of the wrong type. */
  BAD_FRAME,
  /** A second {@code hello}. */
  ALREADY_GREETED,
  /** An event before {@code welcome}. */
  NOT_WELCOMED,
  /** An event that no mod of the node that got it has declared. */
  UNKNOWN_EVENT,
  /** The data of an event are not of the shape that its mod has declared. */
  BAD_EVENT,
  /** An event to a service that is not there. */
  NO_SERVICE,
  /** The player is between two lobbies, and too many events wait for the next: this one is lost. */
  BETWEEN_SERVERS
}
