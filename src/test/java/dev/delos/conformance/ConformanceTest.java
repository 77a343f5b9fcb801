package dev.delos.conformance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** One test for each row of the tables of spec/COMMUNICATION.md, named after the call. */
class ConformanceTest {
  private static ProbeNetwork network;

  @BeforeAll
  static void start(@TempDir Path directory) {
    network = ProbeNetwork.start(directory);
  }

  @AfterEach
  void clear() {
    network.clear();
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Nested
  class Listening extends ListeningRows {
    Listening() {
      super(network);
    }
  }

  @Nested
  class Rpc extends RpcRows {}

  @Nested
  class RpcPromises extends RpcPromiseRows {
    RpcPromises() {
      super(network);
    }
  }

  @Nested
  class EngineEvents extends EngineEventRows {
    EngineEvents() {
      super(network);
    }
  }

  @Nested
  class Master extends MasterRows {
    Master() {
      super(network);
    }
  }

  @Nested
  class Events extends EventRows {
    Events() {
      super(network);
    }
  }
}
