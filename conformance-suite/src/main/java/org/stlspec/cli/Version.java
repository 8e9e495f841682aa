package org.stlspec.cli;

import org.stlspec.report.SuiteVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"stlspec " + SuiteVersion.text()};
  }
}
