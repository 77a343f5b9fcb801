package dev.delos.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the operators' tokens: one bare token, or a line {@code name token} for each operator.
 *
 * @param source where the text is from
 * @param key the setting or variable that names it
 */
record OperatorTokens(String source, String key) {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,31}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");
  private static final String NAMES =
      "a name of 1 to 32 letters, digits, dots, dashes and underscores, a letter first";

  /** All operators of the text, in its order; at least one. */
  List<Operator> parse(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw refused("nothing", "a token, or lines of a name and a token");
    }
    List<Operator> operators = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      Operator operator = operator(lines.get(i), i + 1, lines.size() == 1);
      if (!taken.add("name " + operator.name())) {
        throw refused("the name " + operator.name() + " twice", "different names");
      }
      if (!taken.add("token " + operator.token())) {
        throw refused("one token for two names", "a token of its own for each");
      }
      operators.add(operator);
    }
    return List.copyOf(operators);
  }

  private Operator operator(String line, int number, boolean alone) {
    String[] words = SPACE.split(line);
    if (words.length == 1 && alone) {
      return new Operator(Operator.UNNAMED, checked(words[0]));
    }
    if (words.length != 2) {
      throw refused(
          "line " + number + " of " + words.length + (words.length == 1 ? " word" : " words"),
          "a name and a token");
    }
    if (!NAME.matcher(words[0]).matches()) {
      throw refused("line " + number + " with another name", NAMES);
    }
    return new Operator(words[0], checked(words[1]));
  }

  private String checked(String token) {
    Secrets.longEnough(source, key, token);
    if (!TOKEN.matcher(token).matches()) {
      throw refused("a token with strange characters", "printable ASCII without spaces");
    }
    return token;
  }

  private ConfigException refused(String found, String allowed) {
    return new ConfigException(source, key, found, allowed);
  }
}
