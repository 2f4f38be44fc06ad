import {types, type CustomTypesConfig} from 'pg';

/**
 * How values of rows arrive: as node-postgres reads them, but int8 (counts, OpenStreetMap ids) as a number where that
 * is exact, and as its digits beyond.
 */
export const rowTypes: CustomTypesConfig = {
  getTypeParser: (oid, format): Parser =>
    oid === types.builtins.INT8 && format !== 'binary' ? int8 : (types.getTypeParser(oid, format) as Parser),
};

type Parser = (value: string) => unknown;

function int8(digits: string): number | string {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : digits;
}
