/** How much one search counts for among those before it. */
const WEIGHT = 0.25;

/**
 * How many places searches reach, learned from those before: on a plane full of roads their number grows as the square
 * of the budget. It is a guess, by which the quicker of two ways to one answer is chosen.
 */
export class Spread {
  private placesPerSquare = 0;

  /** @returns places that a search from so many origins may reach; 0 while nothing is known */
  expected(budget: number, origins: number): number {
    return this.placesPerSquare * budget * budget * origins;
  }

  /** @param places that a search has reached, not many of all that there are: near the network's edge it thins out */
  learn(budget: number, origins: number, places: number): void {
    if (budget <= 0) return;
    const found = places / (budget * budget * origins);
    this.placesPerSquare += (this.placesPerSquare === 0 ? 1 : WEIGHT) * (found - this.placesPerSquare);
  }
}
