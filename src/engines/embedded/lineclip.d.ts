/** The part of lineclip that tiles use; the package has no types of its own. */
declare module 'lineclip' {
  /** @returns the parts of the line inside the box, in its order; new ends lie on the box's sides */
  export function clipPolyline(
    line: readonly (readonly [number, number])[],
    box: readonly [minX: number, minY: number, maxX: number, maxY: number],
  ): [number, number][][];
}
