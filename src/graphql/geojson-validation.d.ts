/** The part of geojson-validation that the scalars use; the package has no types of its own. */
declare module 'geojson-validation' {
  /** @returns with `trace`, the faults in words: undefined or an empty list where there are none */
  type Validate = (value: unknown, trace: true) => readonly string[] | undefined;
  const validation: {
    readonly isLineString: Validate;
    readonly isPolygon: Validate;
    readonly isMultiPolygon: Validate;
    readonly isFeatureCollection: Validate;
  };
  export default validation;
}
