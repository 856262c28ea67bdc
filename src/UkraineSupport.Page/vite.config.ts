import { defineConfig } from 'vite';

// Where the function that serves the page is: every address in it stands below.
const base = '/api/page/';

export default defineConfig({
  base,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../artifacts/page',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inline: the Content-Security-Policy lets only files of the page's own in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    // What all views share is one file, not dozens of small ones: each is a request.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'charts', test: /node_modules\/(echarts|zrender)/ },
            // Only those who sign in need it.
            { name: 'authority', test: /node_modules\/oauth4webapi|src\/api\/authority/ },
            { name: 'libraries', test: /node_modules/ },
            { name: 'parts', test: /src\/(parts|api|i18n\/\w+\.ts|app\/(routing|filters|Title))/ },
            { name: 'forms', test: /src\/forms\// },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: 'http://localhost:7071', bypass: (request) => below(request.url) } } },
});

/** The page itself comes from here while somebody works on it (`npm run dev`), all else from the app. */
function below(url: string | undefined) {
  return url?.startsWith(base) ? url : undefined;
}
