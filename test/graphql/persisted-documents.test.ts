import {hashOf, openPersistedDocuments, type PersistedDocument} from '../../src/graphql/persisted-documents.js';

const listed: PersistedDocument = {text: 'query Listed {network {version}}', operationName: 'Listed'};
const manifest = new Map([[hashOf(listed.text), listed]]);
const numbered = (i: number) => `query Numbered${i} {network {version}}`;

test('clients cannot fill the memory, and what is asked often stays', async () => {
  const room = 20_000;
  const documents = openPersistedDocuments(new Map(), true, room);
  const favourite = numbered(0);
  await documents.set(hashOf(favourite), favourite);
  for (let i = 1; i < 1000; i++) {
    await documents.set(hashOf(numbered(i)), numbered(i));
    await documents.get(hashOf(favourite));
  }
  const kept = await Promise.all(Array.from({length: 1000}, (_, i) => documents.find(hashOf(numbered(i)))));
  const bytes = kept.reduce((sum, document) => sum + (document ? 2 * document.text.length : 0), 0);
  expect(bytes).toBeLessThan(room);
  expect(kept.filter(Boolean).length).toBeGreaterThan(10);
  expect(kept[0]).toBeDefined();
  expect(kept[1]).toBeUndefined();
});

test('the documents of the manifest never give way', async () => {
  const documents = openPersistedDocuments(manifest, true, 2000);
  for (let i = 0; i < 100; i++) await documents.set(hashOf(numbered(i)), numbered(i));
  expect(await documents.find(hashOf(listed.text))).toEqual(listed);
  expect(documents.isOfManifest(hashOf(listed.text))).toBe(true);
  expect(documents.isOfManifest(hashOf(numbered(99)))).toBe(false);
});

test('a store that takes no registrations takes none', async () => {
  const documents = openPersistedDocuments(manifest, false);
  await documents.set(hashOf(numbered(1)), numbered(1));
  expect(await documents.get(hashOf(numbered(1)))).toBeUndefined();
});

test('a registered document is known by the name of its only operation', async () => {
  const documents = openPersistedDocuments(new Map(), true);
  const nameOf = async (text: string) => {
    await documents.set(hashOf(text), text);
    return (await documents.find(hashOf(text)))!.operationName;
  };
  expect(await nameOf('query Named {network {version}}')).toBe('Named');
  expect(await nameOf('{network {version}}')).toBeNull();
  expect(await nameOf('query A {network {version}} query B {network {version}}')).toBeNull();
});
