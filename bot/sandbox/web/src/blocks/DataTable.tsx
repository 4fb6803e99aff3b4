import { useId, useMemo, useState } from "react";
import type { Block } from "../api/types";
import { useDesk } from "../app/context";
import { ElementView } from "../elements/ElementView";
import { Icon } from "../ui/Icon";
import { LibraryBlocks } from "./LibraryBlock";
import { nextOrder, page, readTable, sorted, type Cell, type Order, type Table } from "./tableModel";

export function DataTable({ block }: { block: Block }) {
  const { words, lang } = useDesk();
  const table = useMemo(() => readTable(block), [block]);
  const [order, setOrder] = useState<Order>(null);
  const [at, setAt] = useState(0);
  const caption = useId();
  const shown = page(sorted(table, order, lang), table.pageSize, at);
  return (
    <figure className="b-table">
      {table.caption && <figcaption id={caption}>{table.caption}</figcaption>}
      <div className="b-table-scroll" tabIndex={0} role="group" aria-labelledby={table.caption ? caption : undefined}>
        <table aria-labelledby={table.caption ? caption : undefined}>
          <thead>
            <tr>
              {table.header.map((cell, i) => (
                <HeadCell
                  key={i}
                  table={table}
                  column={i}
                  cell={cell}
                  order={order}
                  onSort={() => {
                    setOrder(nextOrder(order, i));
                    setAt(0);
                  }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map((row, r) => (
              <tr key={r}>
                {row.map((cell, i) => {
                  const content = <CellView block={block} cell={cell} />;
                  const align = { textAlign: table.align[i] };
                  return i === table.rowHeader ? (
                    <th key={i} scope="row" style={align}>{content}</th>
                  ) : (
                    <td key={i} style={align}>{content}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.count > 1 && (
        <div className="pager">
          <span aria-live="polite">{words.page(shown.first, shown.last, table.rows.length)}</span>
          <button type="button" className="icon-button" aria-label={words.previous} disabled={shown.index === 0} onClick={() => setAt(shown.index - 1)}>
            <Icon name="left" />
          </button>
          <button type="button" className="icon-button" aria-label={words.next} disabled={shown.index === shown.count - 1} onClick={() => setAt(shown.index + 1)}>
            <Icon name="right" />
          </button>
        </div>
      )}
    </figure>
  );
}

interface HeadProps {
  table: Table;
  column: number;
  cell: Cell;
  order: Order;
  onSort(): void;
}

function HeadCell({ table, column, cell, order, onSort }: HeadProps) {
  const { words } = useDesk();
  const mine = order?.column === column ? order : null;
  const style = { textAlign: table.align[column] };
  if (!table.sortable) return <th scope="col" style={style}>{cell.text}</th>;
  return (
    <th scope="col" style={style} aria-sort={mine ? (mine.down ? "descending" : "ascending") : "none"}>
      <button type="button" className={`sort ${table.align[column]}${mine ? " on" : ""}`} title={words.sortBy(cell.text)} onClick={onSort}>
        {cell.text}
        <Icon name={mine?.down ? "down" : "up"} size={13} />
      </button>
    </th>
  );
}

function CellView({ block, cell }: { block: Block; cell: Cell }) {
  switch (cell.kind) {
    case "rich":
      return <LibraryBlocks blocks={[{ type: "rich_text", elements: cell.elements }]} />;
    case "action":
      return <ElementView block={block} element={cell.element} />;
    default:
      return <>{cell.text}</>;
  }
}
