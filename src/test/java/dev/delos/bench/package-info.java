/** Benchmarks: ours and what it is compared with, in turn in the same run. mvn -q -Pbench verify */
package dev.delos.bench;
