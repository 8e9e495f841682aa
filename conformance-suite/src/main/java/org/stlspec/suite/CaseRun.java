package org.stlspec.suite;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stlspec.qmail.script.Script;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Transcript;

/** One case being played: its clients, its backend, its transcript, and the verdict in the end. */
public final class CaseRun {
  private final Play play;
  private final CaseDescription description;
  private final Transcript transcript = new Transcript();
  private final Judge judge = new Judge();
  private final List<Client> clients = new ArrayList<>();
  private final List<Target> variants = new ArrayList<>();
  private final Optional<Backend> backend;
  private Optional<Maildrop> maildrop = Optional.empty();
  private final long start = System.nanoTime();

  CaseRun(Play play, CaseDescription description) {
    this.play = play;
    this.description = description;
    backend = play.stage().backend();
    backend.ifPresent(one -> one.play(Script.modern()));
  }

  public Stage stage() {
    return play.stage();
  }

  public Profile profile() {
    return play.profile();
  }

  /** A further client of the target. */
  public Client client() {
    return client(stage().target().address());
  }

  /** A client of another address, such as the implicit-TLS port. */
  public Client client(InetSocketAddress address) {
    Client client = stage().client(address, transcript);
    clients.add(client);
    return client;
  }

  /** The target in another shape, if there is a way to get it; it ends with the case. */
  public Optional<Target> variant(Target.Variant shape) throws TargetTrouble {
    Optional<Target> variant = stage().target().variant(shape);
    variant.ifPresent(variants::add);
    return variant;
  }

  /**
   * A target whose timers are short, or the target itself in a run that may wait for timers.
   *
   * @throws NotApplicable if it is neither
   */
  public Target timed(Target.Variant shape) throws TargetTrouble {
    Optional<Target> variant = variant(shape);
    if (variant.isEmpty() && !stage().slow()) {
      throw new NotApplicable("waits for a timer of the target: " + CaseResult.RUN_WITH_SLOW);
    }
    return variant.orElse(stage().target());
  }

  /** How long to wait for a timer: patience where it is a short one, else a minute and grace. */
  public Duration limit(Target timed) {
    boolean itself = timed == stage().target();
    return itself ? Duration.ofSeconds(75) : stage().patience();
  }

  /**
   * The target in a shape that it does not have by itself.
   *
   * @throws NotApplicable if only its operator can bring it into that shape
   */
  public Target shaped(Target.Variant shape) throws TargetTrouble {
    return variant(shape)
        .orElseThrow(() -> new NotApplicable("only its operator can have the target " + shape));
  }

  Backend backend() {
    return backend.orElseThrow(() -> new NotApplicable("the backend leg is not ours"));
  }

  /** The backend leg for cases that look at it where it is ours. */
  public Optional<Backend> backendLeg() {
    return backend;
  }

  Maildrop maildrop() {
    Maildrop made = maildrop.orElseGet(Maildrop::new);
    maildrop = Optional.of(made);
    return made;
  }

  Judge judge() {
    return judge;
  }

  /** What the case does. */
  interface Dialogue {
    void play() throws Throwable;
  }

  CaseResult judged(Dialogue dialogue) {
    try {
      dialogue.play();
      return judge
          .warning()
          .map(this::finding)
          .orElseGet(() -> ended(Verdict.PASS, judge.observations(), ""));
    } catch (Finding finding) {
      return description.level().binding() ? failed(finding) : finding(finding);
    } catch (Inconclusive e) {
      return ended(Verdict.INCONCLUSIVE, e.getMessage(), "");
    } catch (NotApplicable e) {
      return ended(Verdict.SKIP, e.getMessage(), "");
    } catch (Throwable e) {
      return ended(Verdict.ERROR, "harness: " + e, "");
    }
  }

  private CaseResult failed(Finding finding) {
    return ended(Verdict.FAIL, finding.observed(), finding.expected());
  }

  private CaseResult finding(Finding finding) {
    return ended(Verdict.WARN, finding.observed(), finding.expected());
  }

  private CaseResult ended(Verdict verdict, String observed, String expected) {
    clients.forEach(Client::close);
    variants.forEach(Target::close);
    backend.ifPresent(one -> one.report(transcript));
    maildrop.ifPresent(Maildrop::close);
    long millis = (System.nanoTime() - start) / 1_000_000;
    return new CaseResult(description, verdict, observed, expected, millis, transcript.entries());
  }
}
