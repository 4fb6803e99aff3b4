import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The bundle is committed and rebuilt in CI, so nothing in it may vary: no times, no host, no source maps,
// names by content only.
export default defineConfig({
  base: "./",
  plugins: [react()],
  resolve: {
    alias: {
      // The block library asks node-emoji for its pictures, which brings 250 kB of names. Ours holds the common ones.
      "node-emoji": new URL("./src/text/emoji.ts", import.meta.url).pathname,
    },
  },
  build: {
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The bundle holds others' work; their licenses go with it.
    license: { fileName: "licenses.md" },
    // The block library is one file of 540 kB that cannot be shaken; it stands in a chunk of its own.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            { name: "blocks", test: /node_modules/, priority: 1 },
          ],
        },
      },
    },
  },
  // For work on the page: the stand-in runs beside Vite's own server.
  server: { proxy: { "/sandbox": { target: "http://127.0.0.1:8080", changeOrigin: true } } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
