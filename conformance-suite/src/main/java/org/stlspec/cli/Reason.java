package org.stlspec.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words: the messages of some exceptions are only its name. */
final class Reason {
  private Reason() {}

  static String of(IOException trouble) {
    if (trouble instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (trouble instanceof AccessDeniedException) {
      return "permission denied";
    } else if (trouble instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    } else if (trouble instanceof CharacterCodingException) {
      return "not UTF-8";
    } else if (trouble instanceof FileSystemException told && told.getReason() != null) {
      return told.getReason();
    }
    return String.valueOf(trouble.getMessage());
  }
}
