/**
 * The exponent that something grows by: the slope of the line of least squares through the logarithms of sizes and
 * values; 1 for what doubles with the size, 0 for what stays. NaN of fewer than two sizes.
 */
export function growthExponent(sizes: readonly number[], values: readonly number[]): number {
  const [x, y] = [sizes.map(Math.log), values.map(Math.log)];
  const [meanX, meanY] = [mean(x), mean(y)];
  const across = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0);
  return across / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
