package dev.delos.processes;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Scene} of this JVM, whole; it ends with the last test. */
final class OnOneScene implements ParameterResolver, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(OnOneScene.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    scene(context).makeWhole();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Scene.class;
  }

  @Override
  public Scene resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return scene(context);
  }

  private static Scene scene(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Scene.class, type -> Scene.begin(), Scene.class);
  }
}
