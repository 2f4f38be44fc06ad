import {randomUUID} from 'node:crypto';

/**
 * The GeoJSON, and the polylines, of one request's answer as JSON text, written once: in the result of the execution
 * stands a token for each, which the text takes the place of when the result has become JSON. A token begins with 122
 * random bits, drawn for the request, so that nothing that a client or a source of roads says can look like one.
 */
export class GeojsonTexts {
  private readonly texts: string[] = [];
  private key: string | null = null;

  /** @returns what stands for the text until `fill` */
  hold(text: string): string {
    this.key ??= randomUUID();
    return `${this.key}${this.texts.push(text) - 1}`;
  }

  /** @param json of the request's answer. @returns the same with the texts in it; a text may be missing, or come twice */
  fill(json: string): string {
    if (this.key === null) return json;
    const [head, ...rest] = json.split(`"${this.key}`);
    let filled = head;
    for (const part of rest) {
      const quote = part.indexOf('"');
      filled += this.texts[Number(part.slice(0, quote))] + part.slice(quote + 1);
    }
    return filled;
  }
}

/**
 * What a field of GeoJSON, or of a polyline, resolves to, which is made in the form that is needed.
 * @param texts those of the request; null where its result is taken as it is, and not as a JSON text
 */
export function answered<T>(texts: GeojsonTexts | null, text: () => string, object: () => T): T | string {
  return texts === null ? object() : texts.hold(text());
}
