package org.stlspec.junit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.stlspec.suite.CaseDescription;

/** Starts the proxy and makes a test of each case. */
final class ConformanceExtension implements TestTemplateInvocationContextProvider {

  @Conformance
  private static final class Defaults {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestInstance() instanceof ProxyConformance;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    var run = new ConformanceRun(chosen(context), context::getConfigurationParameter);
    context.getStore(Namespace.create(ConformanceRun.class)).put(ConformanceRun.class, run);
    run.start((ProxyConformance) context.getRequiredTestInstance(), context.getDisplayName());
    return run.cases().stream().map(one -> new OneCase(run, one));
  }

  private static Conformance chosen(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Conformance.class)
        .orElseGet(() -> Defaults.class.getAnnotation(Conformance.class));
  }

  /** The test of one case. */
  private record OneCase(ConformanceRun run, CaseDescription one)
      implements TestTemplateInvocationContext, ParameterResolver {
    @Override
    public String getDisplayName(int index) {
      return one.id();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Trial.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return new Trial(run, one, context::publishReportEntry);
    }
  }
}
