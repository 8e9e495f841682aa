package org.stlspec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.stlspec.target.Peer;

/** The peers, each with its version on this machine or what is missing. */
record PeerList(List<Peer> peers) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  void print(PrintWriter out) {
    for (Peer peer : peers) {
      String here = peer.missing().map(missing -> "not here: " + missing).orElseGet(peer::version);
      out.printf("%-22s %-6s %s%n", peer.name(), peer.mode(), here);
    }
  }

  void printJson(PrintWriter out) throws IOException {
    ArrayNode all = MAPPER.createArrayNode();
    for (Peer peer : peers) {
      var manifest = peer.manifest();
      var node = all.addObject().put("name", peer.name()).put("kind", manifest.kind());
      node.put("title", manifest.title());
      Optional<String> missing = peer.missing();
      node.put("installed", missing.isEmpty());
      node.put("version", missing.isEmpty() ? peer.version() : "");
      node.put("missing", missing.orElse(""));
      manifest.packages().forEach(node.putArray("packages")::add);
      manifest.traits().forEach(node.putArray("traits")::add);
    }
    out.println(MAPPER.writeValueAsString(all));
  }
}
