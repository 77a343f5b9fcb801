package dev.delos.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators' tokens: one bare token, or a line for each operator. */
class OperatorTokensTest {
  private static final String A = "a".repeat(32);
  private static final String B = "b".repeat(32);
  private static final OperatorTokens TOKENS = new OperatorTokens("tokens", "operatorTokenFile");

  @Test
  void aBareTokenIsThatOfTheOperator() {
    assertThat(TOKENS.parse(" " + A + "\n")).containsExactly(new Operator("operator", A));
  }

  @Test
  void eachLineNamesAnOperator() {
    assertThat(TOKENS.parse("alice " + A + "\n\n  bob.b\t" + B + "\r\n"))
        .containsExactly(new Operator("alice", A), new Operator("bob.b", B));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | found nothing, allowed: a token, or lines of a name and a token
          short             | found a secret of 5 characters, allowed: at least 32
          alice short       | found a secret of 5 characters, allowed: at least 32
          alice A x         | found line 1 of 3 words, allowed: a name and a token
          A;B               | found line 1 of 1 word, allowed: a name and a token
          7up A             | found line 1 with another name, allowed: a name of 1 to 32 letters, digits, dots, dashes and underscores, a letter first
          alice A;alice B   | found the name alice twice, allowed: different names
          alice A;bob A     | found one token for two names, allowed: a token of its own for each
          alice Aö          | found a token with strange characters, allowed: printable ASCII without spaces
          """)
  void wrongTokensAreRefusedAndNotShown(String text, String refusal) {
    String tokens = text.replace("A", A).replace("B", B).replace(';', '\n');
    assertThatThrownBy(() -> TOKENS.parse(tokens))
        .isInstanceOf(ConfigException.class)
        .hasMessage("tokens: operatorTokenFile: " + refusal);
  }

  @Test
  void anOperatorsTokenIsNotPrinted() {
    assertThat(new Operator("alice", A)).hasToString("Operator[name=alice]");
  }
}
