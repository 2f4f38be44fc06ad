import {createReadStream} from 'node:fs';
import {createInterface} from 'node:readline';
import {pipeline, Transform, type TransformCallback} from 'node:stream';
import Assembler from 'stream-json/Assembler';
import {parser} from 'stream-json/Parser';
import {messageOf} from './unreadable-source.js';

/** A member of a FeatureCollection, or one of its features. */
export type JsonPart =
  | {readonly kind: 'feature'; readonly value: unknown}
  | {readonly kind: 'member'; readonly key: string; readonly value: unknown};

/**
 * The parts of a JSON object whose `features` is a list, in the file's order, one in memory at a time.
 * @throws Error what is not JSON, ends early, or is followed by something else
 */
export async function* collectionParts(path: string): AsyncGenerator<JsonPart> {
  const parts = new Parts();
  // pipeline destroys `parts` with the error of any stage, which the loop below then throws
  pipeline(createReadStream(path), parser({streamValues: false}), parts, () => undefined);
  for await (const part of parts) yield part as JsonPart;
}

/**
 * Newline-delimited features (GeoJSON text sequences, RFC 8142, with or without their record separators).
 * @throws Error that names the line which is not JSON
 */
export async function* featureLines(path: string): AsyncGenerator<JsonPart> {
  const lines = createInterface({input: createReadStream(path, 'utf8'), crlfDelay: Infinity});
  let number = 0;
  for await (const line of lines) {
    number++;
    const text = line.replace(/^[\uFEFF\x1e]+/, '').trim();
    if (text === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw new Error(`line ${number} is not JSON (${messageOf(cause)})`, {cause});
    }
    yield {kind: 'feature', value};
  }
}

interface Token {
  readonly name: string;
  readonly value?: string;
}

/** Puts the parser's tokens together to the parts of one top-level object. */
class Parts extends Transform {
  private depth = 0;
  private key = '';
  private isInFeatures = false;
  private assembler: Assembler | null = null;
  private endsAtDepth = 0;
  private hasEnded = false;

  constructor() {
    super({objectMode: true});
  }

  override _transform(token: Token, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.consume(token);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.hasEnded ? null : new Error('it ends in the middle'));
  }

  private consume(token: Token): void {
    if (this.hasEnded) throw new Error('something follows its end');
    const opens = token.name === 'startObject' || token.name === 'startArray';
    const closes = token.name === 'endObject' || token.name === 'endArray';
    if (this.assembler) {
      this.assembler.consume(token);
      this.depth += opens ? 1 : closes ? -1 : 0;
      if (this.depth === this.endsAtDepth) this.finishPart();
    } else if (this.depth === 0) {
      if (token.name !== 'startObject') throw new Error('it is not a JSON object');
      this.depth = 1;
    } else if (this.depth === 1 && token.name === 'keyValue') {
      this.key = token.value ?? '';
    } else if (closes) {
      this.depth--;
      this.isInFeatures = false;
      this.hasEnded = this.depth === 0;
    } else if (this.depth === 1 && this.key === 'features' && token.name === 'startArray') {
      this.isInFeatures = true;
      this.depth = 2;
    } else {
      this.startPart(token, opens);
    }
  }

  private startPart(token: Token, opens: boolean): void {
    this.assembler = new Assembler();
    this.assembler.consume(token);
    this.endsAtDepth = this.depth;
    if (opens) this.depth++;
    else this.finishPart();
  }

  private finishPart(): void {
    const value: unknown = this.assembler?.current;
    this.assembler = null;
    this.push(this.isInFeatures ? {kind: 'feature', value} : {kind: 'member', key: this.key, value});
  }
}
