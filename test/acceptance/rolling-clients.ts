import {Agent, type IncomingMessage, request} from 'node:http';

/** What clients heard. */
export interface Heard {
  /** Whole answers with data and without an error. */
  answered: number;
  /** Everything else, in words. */
  readonly failures: string[];
}

export interface Clients {
  readonly heard: Heard;
  /** Waits until so many more answers have come. */
  more(count: number): Promise<void>;
  /** Lets each client hear its last answer. */
  stop(): Promise<Heard>;
}

/**
 * Clients that ask one query after another, by POST and GET in turn, each over one connection that it keeps for as long
 * as the server does. Where an answer says that the connection is closed, or none can be opened, a client turns to the
 * next address, as a load balancer does; nothing is asked twice.
 * @param urls without a slash at their ends
 */
export function startClients(count: number, urls: readonly string[], queries: readonly string[]): Clients {
  const heard: Heard = {answered: 0, failures: []};
  let isAsking = true;
  const client = async (first: number) => {
    const agent = new Agent({keepAlive: true, maxSockets: 1});
    let address = first;
    for (let turn = first; isAsking; turn++) {
      const sent = send(agent, urls[address % urls.length], queries[turn % queries.length], turn % 2 === 0);
      try {
        const {isWhole, isClosing, text} = await sent;
        if (isWhole) heard.answered++;
        else heard.failures.push(text);
        if (isClosing) address++;
      } catch (error) {
        // never connected, and so never asked
        if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED' && urls.length > 1) address++;
        else heard.failures.push(String(error));
      }
    }
    agent.destroy();
  };
  const asking = Promise.all(Array.from({length: count}, (_, number) => client(number)));
  return {
    heard,
    async more(wanted) {
      const enough = heard.answered + wanted;
      while (heard.answered < enough) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async stop() {
      isAsking = false;
      await asking;
      return heard;
    },
  };
}

interface Answer {
  readonly isWhole: boolean;
  readonly isClosing: boolean;
  readonly text: string;
}

function send(agent: Agent, url: string, query: string, byPost: boolean): Promise<Answer> {
  const headers = {'content-type': 'application/json', 'apollo-require-preflight': 'yes'};
  const target = byPost ? `${url}/graphql` : `${url}/graphql?query=${encodeURIComponent(query)}`;
  return new Promise((resolve, reject) => {
    const sent = request(target, {agent, headers, method: byPost ? 'POST' : 'GET'}, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    sent.on('error', reject).end(byPost ? JSON.stringify({query}) : undefined);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += String(part);
  const isWhole = response.statusCode === 200 && text.includes('"duration":') && !text.includes('"errors":');
  return {isWhole, isClosing: response.headers.connection === 'close', text: `${response.statusCode}: ${text}`};
}
