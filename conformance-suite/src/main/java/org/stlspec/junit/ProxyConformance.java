package org.stlspec.junit;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test class of a proxy: whoever implements it has a test for each case, by the id of the case.
 * The proxy is started once and ended after the last of them. {@link Conformance} chooses cases and
 * says what is expected.
 *
 * <p>A FAIL or INCONCLUSIVE is a failed test, a SKIP an aborted one, a WARN passes and publishes
 * what was seen. Against a baseline every difference is a failed test, an unexpected PASS too; what
 * is known to fail is aborted, with the reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface ProxyConformance {

  /**
   * Starts the proxy; it is waited for until its port accepts connections.
   *
   * @param listen where it must listen
   * @param backend where it must relay to: the suite's POP3 server, which knows no STLS
   * @return what ends it; a {@link org.stlspec.target.Target} says itself where it listens, and has
   *     variants
   * @throws Exception if it cannot be started
   */
  AutoCloseable start(InetSocketAddress listen, InetSocketAddress backend) throws Exception;

  /** One case. */
  @TestTemplate
  @DisplayName("STLS")
  @ExtendWith(ConformanceExtension.class)
  @Execution(ExecutionMode.SAME_THREAD)
  default void conforms(Trial trial) {
    trial.judge();
  }
}
