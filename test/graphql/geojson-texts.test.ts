import fc from 'fast-check';
import {answered, GeojsonTexts} from '../../src/graphql/geojson-texts.js';

describe('the GeoJSON texts of an answer', () => {
  test('come where their tokens stand, in any order, more than once or not at all', () => {
    fc.assert(
      fc.property(fc.array(fc.json(), {minLength: 1, maxLength: 30}), fc.infiniteStream(fc.nat()), (values, picks) => {
        const texts = new GeojsonTexts();
        const tokens = values.map((value) => texts.hold(value));
        const chosen = Array.from({length: 40}, () => picks.next().value % values.length);
        const answer = chosen.map((place) => ({geometry: tokens[place], beside: ['"', place]}));
        const expected = chosen.map((place) => ({
          geometry: JSON.parse(values[place]) as unknown,
          beside: ['"', place],
        }));
        expect(JSON.parse(texts.fill(JSON.stringify(answer)))).toEqual(expected);
      }),
    );
  });

  test('take the place of nothing else, whatever strings stand beside them', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (beside) => {
        const texts = new GeojsonTexts();
        const token = texts.hold('{"type":"LineString"}');
        const filled = texts.fill(JSON.stringify({beside, token}));
        expect(filled).toBe(JSON.stringify({beside, token: {type: 'LineString'}}));
      }),
    );
  });

  test('leave strings alone that look like the tokens of another request', () => {
    const other = new GeojsonTexts().hold('[]');
    const texts = new GeojsonTexts();
    const own = texts.hold('[1]');
    expect(texts.fill(JSON.stringify([other, own, `x${own}`]))).toBe(`["${other}",[1],"x${own}"]`);
    expect(other.slice(0, 36)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(own.slice(0, 36)).not.toBe(other.slice(0, 36));
  });

  test('leave an answer without geometry as it is', () => {
    const json = '{"data":{"network":{"version":"1"}}}';
    expect(new GeojsonTexts().fill(json)).toBe(json);
  });

  test('are not written where the result is taken as an object', () => {
    const write = jest.fn(() => '{}');
    expect(answered(null, write, () => ({type: 'LineString'}))).toEqual({type: 'LineString'});
    expect(write).not.toHaveBeenCalled();
  });
});
