package dev.delos.cluster;

import dev.delos.sdk.RpcException.Code;

/** The numbers that stand for RPC codes on the bus; one that has been used is never used anew. */
final class RpcCodes {
  private RpcCodes() {}

  static int number(Code code) {
    return switch (code) {
      case TIMEOUT -> 1;
      case NO_PROVIDER -> 2;
      case NO_METHOD -> 3;
      case NODE_LEFT -> 4;
      case DRAINING -> 5;
      case OVERLOADED -> 6;
      case REMOTE_ERROR -> 7;
      case BAD_REQUEST -> 8;
    };
  }

  static Code code(int number) {
    for (Code code : Code.values()) {
      if (number(code) == number) {
        return code;
      }
    }
    return Code.REMOTE_ERROR;
  }
}
