import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import {createGraphiQLFetcher} from '@graphiql/toolkit';
import {GraphiQL} from 'graphiql';
import {createRoot} from 'react-dom/client';

const fetcher = createGraphiQLFetcher({url: new URL('../graphql', new URL('/graphiql/', location)).href});

loadExamples().then((examples) => {
  const tabs = examples.map(({query, variables}) => ({query, variables: JSON.stringify(variables, null, 2)}));
  createRoot(document.getElementById('graphiql')).render(
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={tabs.length > 0 ? tabs : undefined}
      initialVariables={hasTabsOfItsOwn() ? undefined : tabs[0]?.variables}
      defaultEditorToolsVisibility="variables"
    />,
  );
});

/**
 * Whether GraphiQL opens the tabs of an earlier visit. Where it does not, it takes the first tab's query into its editor
 * and leaves the variables out.
 */
function hasTabsOfItsOwn() {
  return localStorage.getItem('graphiql:tabState') !== null;
}

/** Queries that the loaded network can answer; none while it is still being loaded. */
async function loadExamples() {
  try {
    const response = await fetch('/graphiql/examples.json');
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
