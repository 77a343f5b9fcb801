package dev.delos.node.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.stream.Stream;

/** A login system of a test: signs tokens with a key pair of its own (ES256). */
final class Signer {
  private static final int BYTES = 32;

  private final String id;
  private final KeyPair pair;
  private final JWTAuth jwt;

  Signer(Vertx vertx, String id) {
    this.id = id;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      this.pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    JsonObject key = publicKey().put("d", base64(((ECPrivateKey) pair.getPrivate()).getS()));
    this.jwt = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key));
  }

  /** The public half, as a JWK. */
  JsonObject publicKey() {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return new JsonObject()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("alg", "ES256")
        .put("kid", id)
        .put("x", base64(key.getW().getAffineX()))
        .put("y", base64(key.getW().getAffineY()));
  }

  /** The public half, as PEM. */
  String pem() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  String privatePem() {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static String pem(String kind, byte[] key) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  String sign(JsonObject claims) {
    return jwt.generateToken(claims, new JWTOptions().setAlgorithm("ES256"));
  }

  /** The public halves of these, as a JWKS. */
  static String jwks(Signer... signers) {
    return new JsonObject()
        .put("keys", new JsonArray(Stream.of(signers).map(Signer::publicKey).toList()))
        .encode();
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[BYTES];
    int length = Math.min(bytes.length, BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
