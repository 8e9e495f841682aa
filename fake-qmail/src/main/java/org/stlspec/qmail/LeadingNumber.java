package org.stlspec.qmail;

/**
 * The decimal number a text begins with, as qmail's programs read it: they stop at the first other
 * character and never complain about overflow.
 *
 * @param digits how many digits there were; 0 if the text begins with none
 * @param value modulo 2^64
 */
public record LeadingNumber(int digits, long value) {

  /** Reads the beginning of the text. */
  public static LeadingNumber of(String text) {
    int digits = 0;
    long value = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      value = value * 10 + (text.charAt(digits) - '0');
      digits++;
    }
    return new LeadingNumber(digits, value);
  }
}
