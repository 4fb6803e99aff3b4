import type { Block } from "../api/types";
import { useDesk } from "../app/context";
import { Chart } from "../chart/Chart";
import { readChart } from "../chart/model";
import { Boundary } from "../ui/Boundary";
import { DataTable } from "./DataTable";
import { LibraryBlocks, Words } from "./LibraryBlock";
import { drawnBy } from "./plan";
import { Actions, Container, Context, Header, Layout, Section } from "./Simple";
import { InputBlock } from "../views/InputBlock";

/** The blocks of a message or a view, each behind a boundary of its own. */
export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((b, i) => (
        <Boundary key={b.block_id ?? i} of={b} fallback={<Undrawn block={b} />}>
          <OneBlock block={b} />
        </Boundary>
      ))}
    </div>
  );
}

function OneBlock({ block }: { block: Block }) {
  switch (drawnBy(block)) {
    case "section":
      return <Section block={block} />;
    case "header":
      return <Header block={block} />;
    case "context":
      return <Context block={block} />;
    case "actions":
      return <Actions block={block} />;
    case "input":
      return <InputBlock block={block} />;
    case "table":
      return <DataTable block={block} />;
    case "chart": {
      const chart = readChart(block);
      return chart ? <Chart chart={chart} /> : <Undrawn block={block} />;
    }
    case "container":
      return <Container block={block} />;
    case "layout":
      return <Layout block={block} />;
    case "library":
      return <LibraryBlocks blocks={[block]} />;
    case "nobody":
      return <Undrawn block={block} />;
  }
}

function Undrawn({ block }: { block: Block }) {
  const { words } = useDesk();
  return <p className="undrawn">{words.brokenBlock(String(block.type))}</p>;
}

export { Words };
