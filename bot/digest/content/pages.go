package content

import (
	"strings"

	"versus/answers/prose"
	"versus/data"
)

// notesAPage is how many notes one page of the thread holds, and entityNotes how many stand with a new entity.
const (
	notesAPage  = 8
	entityNotes = 3
)

// entityPage tells of an entity that is new, with all its figures.
func (b *builder) entityPage(e *data.Entity) prose.Page {
	v := vars{"Name": name(e, b.l), "Kind": b.say("kind_"+string(e.Kind), nil), "By": ""}
	if e.Company != "" {
		v["By"] = b.name(e.Company)
	}
	page := prose.Page{Lang: b.l, Headline: b.say("entity_new", v)}
	if s := e.Summary.In(b.l); s != "" {
		page.Lines = append(page.Lines, s)
	}
	t := &prose.Table{Caption: name(e, b.l), Header: []string{
		b.say("column_figure", nil), b.say("column_value", nil), b.say("column_as_of", nil),
	}}
	for _, f := range e.Facts[:min(len(e.Facts), pageRows)] {
		t.Rows = append(t.Rows, []prose.Cell{{Text: b.label(b.d, f)}, {Text: b.figure(b.d, f, false)}, {Text: b.date(f.AsOf)}})
	}
	if len(t.Rows) > 0 {
		page.Table = t
	}
	if more := len(e.Facts) - pageRows; more > 0 {
		page.Lines = append(page.Lines, b.say("more_figures", vars{"Count": more}))
	}
	for _, n := range e.Notes[:min(len(e.Notes), entityNotes)] {
		page.Notes = append(page.Notes, prose.Note{Title: n.Title.In(b.l), Text: n.Text.In(b.l)})
	}
	b.close(&page)
	return page
}

// notePages tell what is said anew, reworded or withdrawn.
func (b *builder) notePages(changes []data.Change) []prose.Page {
	var pages []prose.Page
	for len(changes) > 0 {
		page := prose.Page{Lang: b.l, Headline: b.say("notes", nil)}
		var withdrawn []string
		for _, c := range changes[:min(notesAPage, len(changes))] {
			n := c.NewNote
			if n == nil {
				withdrawn = append(withdrawn, b.name(c.Entity)+": "+c.OldNote.Title.In(b.l))
				continue
			}
			title := b.say("note_"+string(c.Kind), vars{"Name": b.name(c.Entity), "Title": n.Title.In(b.l)})
			page.Notes = append(page.Notes, prose.Note{Title: title, Text: n.Text.In(b.l)})
		}
		if len(withdrawn) > 0 {
			page.Lines = append(page.Lines, b.say("notes_removed", vars{"List": strings.Join(withdrawn, "; ")}))
		}
		b.close(&page)
		pages, changes = append(pages, page), changes[min(notesAPage, len(changes)):]
	}
	return pages
}

// census counts what is in scope.
func (b *builder) census() vars {
	kinds := map[data.Kind]int{}
	for _, e := range b.d.Entities() {
		if b.scope.has(e) {
			kinds[e.Kind]++
		}
	}
	figures, notes := 0, 0
	for _, f := range b.d.Facts() {
		if b.scope.fact(b.d, f) {
			figures++
		}
	}
	for _, n := range b.d.Notes() {
		if b.scope.note(b.d, n) {
			notes++
		}
	}
	return vars{"What": b.counted("census_models", kinds[data.KindModel], "census_companies", kinds[data.KindCompany],
		"census_products", kinds[data.KindProduct], "census_figures", figures, "census_notes", notes)}
}

// counted says each number that is not 0 in its message: id, number, id, number, …
func (b *builder) counted(pairs ...any) string { return join(b.l, b.counts(pairs...)) }

func (b *builder) counts(pairs ...any) []string {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if n := pairs[i+1].(int); n > 0 {
			parts = append(parts, b.say(pairs[i].(string), vars{"Count": n}))
		}
	}
	return parts
}
