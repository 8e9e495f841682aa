package org.stlspec.suite;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;

/** Gives a case its parameters, plays it, and turns what it throws into a verdict. */
final class CaseExtension implements ExecutionCondition, ParameterResolver, InvocationInterceptor {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(CaseExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<Method> method = context.getTestMethod();
    if (method.isEmpty()) {
      return ConditionEvaluationResult.enabled("a class of cases");
    }
    Play play = Play.of(context);
    CaseDescription description = CaseDescription.of(method.get());
    Optional<String> reason = play.inapplicable(description);
    reason.ifPresent(why -> play.skipped(description, why));
    return reason
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("applicable"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Client.class
        || type == Backend.class
        || type == Judge.class
        || type == Account.class
        || type == Maildrop.class
        || type == CaseRun.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    CaseRun run = run(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == Client.class) {
      return run.client();
    } else if (type == Backend.class) {
      return run.backend();
    } else if (type == Judge.class) {
      return run.judge();
    } else if (type == Maildrop.class) {
      return run.maildrop();
    } else if (type == Account.class) {
      return run.stage().account().orElseThrow();
    }
    return run;
  }

  private static CaseRun run(ExtensionContext context) {
    return context
        .getStore(OURS)
        .getOrComputeIfAbsent(
            CaseRun.class,
            key ->
                new CaseRun(Play.of(context), CaseDescription.of(context.getRequiredTestMethod())),
            CaseRun.class);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context) {
    CaseResult result = run(context).judged(invocation::proceed);
    Play.of(context).played(result);
    tellJUnit(result);
  }

  private static void tellJUnit(CaseResult result) {
    switch (result.verdict()) {
      case PASS, WARN -> {}
      case SKIP -> throw new TestAbortedException(result.observed());
      case FAIL ->
          throw new AssertionFailedError(
              result.description().id(), result.expected(), result.observed());
      case INCONCLUSIVE, ERROR ->
          throw new AssertionFailedError(result.verdict() + ": " + result.observed());
    }
  }
}
