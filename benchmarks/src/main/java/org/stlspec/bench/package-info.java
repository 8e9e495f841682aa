/** JMH benchmarks; each class opens with the question that it answers. */
package org.stlspec.bench;
