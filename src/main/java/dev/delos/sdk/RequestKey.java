package dev.delos.sdk;

import java.util.UUID;

/**
 * Names a request for ever, so that it may be repeated and asked after.
 *
 * @param owner whose request it is, such as an account's uid: where databases are spread by it, the
 *     effect and the reply must be in the same one
 * @param requestId unique among the owner's requests
 */
public record RequestKey(String owner, UUID requestId) {
  private static final int MAX_OWNER_LENGTH = 128;

  public RequestKey {
    if (owner.isEmpty() || owner.length() > MAX_OWNER_LENGTH) {
      throw new InvalidRequestException(
          "owner: found " + owner.length() + " characters, allowed: 1 to " + MAX_OWNER_LENGTH);
    }
  }

  /** A new request of this owner. */
  public static RequestKey fresh(String owner) {
    return new RequestKey(owner, UUID.randomUUID());
  }
}
