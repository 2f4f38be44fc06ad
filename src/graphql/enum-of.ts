import {registerEnumType} from 'type-graphql';

/**
 * Registers a GraphQL enum whose values are their own names.
 * @param valueDescriptions  one entry a value, in the order of the schema
 */
export function enumOf<Name extends string>(
  name: string,
  description: string,
  valueDescriptions: Readonly<Record<Name, string>>,
): {readonly [Value in Name]: Value} {
  const entries = Object.entries<string>(valueDescriptions);
  const values = Object.fromEntries(entries.map(([value]) => [value, value])) as {readonly [Value in Name]: Value};
  const valuesConfig = Object.fromEntries(entries.map(([value, text]) => [value, {description: text}]));
  registerEnumType(values, {name, description, valuesConfig: valuesConfig as Record<Name, {description: string}>});
  return values;
}
