package dev.delos.launcher;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A WebSocket client that says hello and never reads an answer. */
public final class DeafSocket implements AutoCloseable {
  static final int TEXT = 0x81;

  /** A text message's first part, of several. */
  static final int TEXT_BEGIN = 0x01;

  /** A part of a message that goes on. */
  static final int CONTINUATION = 0x00;

  private static final int PING = 0x89;

  private static final long MOST = 1L << 30;

  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean isCutOff = new AtomicBoolean();
  private final Socket socket;
  private final OutputStream out;

  private DeafSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  public static DeafSocket hello(URI url, String token) throws IOException {
    DeafSocket deaf = new DeafSocket(new Socket(url.getHost(), url.getPort()));
    String request =
        "GET "
            + url.getPath()
            + " HTTP/1.1\r\nHost: "
            + url.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    deaf.out.write(request.getBytes(StandardCharsets.US_ASCII));
    deaf.awaitUpgrade();
    String hello =
        new JsonObject().put("op", "hello").put("version", 1).put("token", token).encode();
    deaf.out.write(frame(TEXT, hello.getBytes(StandardCharsets.UTF_8)));
    return deaf;
  }

  /** The last that it reads. */
  private void awaitUpgrade() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
  }

  /** Waits, without an answer to anything, until the other side ends the connection. */
  public void awaitEnd() throws IOException {
    socket.setSoTimeout(10_000);
    while (socket.getInputStream().read() >= 0) {
      // What it says is not answered.
    }
  }

  /** Sends pings, as many as the other side takes, from a thread of its own. */
  void flood() {
    flood(frame(PING, new byte[125]));
  }

  /** Sends that again and again, as much as the other side takes, from a thread of its own. */
  void flood(byte[] bytes) {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 500; i++) {
      many.writeBytes(bytes);
    }
    Thread flooder = new Thread(() -> send(many.toByteArray()), "flooder");
    flooder.setDaemon(true);
    flooder.start();
  }

  /** How many bytes of the flood were taken. */
  long sent() {
    return sent.get();
  }

  /** Whether the other side takes nothing any more. */
  boolean isCutOff() {
    return isCutOff.get();
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  private void send(byte[] many) {
    try {
      while (sent.get() < MOST) {
        out.write(many);
        sent.addAndGet(many.length);
      }
    } catch (IOException ended) {
      isCutOff.set(true); // or closed by the test
    }
  }

  /** A frame with the mask of zeros, which leaves it as it is. */
  static byte[] frame(int type, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(type);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length & 0xff);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
