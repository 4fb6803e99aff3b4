package data

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed schema/*.schema.json
var schemaFiles embed.FS

// schemaBase makes the schemas' references to each other absolute; nothing is ever fetched from it.
const schemaBase = "versus:///schema/"

// A schemaSet holds the compiled schemas, and their sources for the descriptions: the description of the part of a
// schema that a value breaks is what would be right.
type schemaSet struct {
	compiled map[string]*jsonschema.Schema // by kind of file: "entity"
	sources  map[string]any                // by URL
}

// schemas compiles the schemas once; they are part of the program, so that a fault in them is one of ours.
var schemas = sync.OnceValues(compileSchemas)

func compileSchemas() (*schemaSet, error) {
	names, err := fs.Glob(schemaFiles, "schema/*.schema.json")
	if err != nil {
		return nil, err
	}
	s := &schemaSet{map[string]*jsonschema.Schema{}, map[string]any{}}
	c := jsonschema.NewCompiler()
	c.UseLoader(jsonschema.SchemeURLLoader{})
	for _, name := range names {
		b, err := schemaFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("read schema %q: %w", name, err)
		}
		url := schemaBase + strings.TrimPrefix(name, "schema/")
		s.sources[url] = doc
		if err := c.AddResource(url, doc); err != nil {
			return nil, fmt.Errorf("add schema %q: %w", name, err)
		}
	}
	for url := range s.sources {
		sch, err := c.Compile(url)
		if err != nil {
			return nil, fmt.Errorf("compile schema %q: %w", url, err)
		}
		s.compiled[strings.TrimSuffix(strings.TrimPrefix(url, schemaBase), ".schema.json")] = sch
	}
	return s, nil
}

// validate reports where a file breaks its schema.
func (s *schemaSet) validate(schema string, root *node, found *findings) {
	err := s.compiled[schema].Validate(root.value())
	if ve, ok := err.(*jsonschema.ValidationError); ok {
		t := translator{s, root, found, message.NewPrinter(language.English)}
		t.walk(ve)
	}
}

// maxUnknownKeys is how many keys of one mapping are named: a file of nothing but keys would name a hundred thousand.
const maxUnknownKeys = 100

// A translator turns the validator's errors, which speak of the schema, into faults, which speak of the file.
type translator struct {
	schemas *schemaSet
	root    *node
	found   *findings
	english *message.Printer
}

// walk reports the leaves: the errors above them only repeat that something below is wrong.
func (t *translator) walk(e *jsonschema.ValidationError) {
	_, choice := e.ErrorKind.(*kind.OneOf)
	if len(e.Causes) > 0 && !choice {
		for _, c := range e.Causes {
			t.walk(c)
		}
		return
	}
	t.report(e)
}

func (t *translator) report(e *jsonschema.ValidationError) {
	n := t.root.find(e.InstanceLocation)
	name := subject(e.InstanceLocation)
	fix := t.describe(e.SchemaURL)
	say := func(n *node, what, fix string) { t.found.addSchema(n.at, name+what, fix) }
	switch k := e.ErrorKind.(type) {
	case *kind.Type:
		say(n, shown(n)+" is no "+typeNames(k.Want), fix)
	case *kind.Enum:
		say(n, shown(n)+" is not known", "one of "+joined(k.Want))
	case *kind.Const:
		say(n, shown(n)+" is not right", fix)
	case *kind.Pattern:
		say(n, shown(n)+" does not fit", fix)
	case *kind.Required:
		for _, key := range k.Missing {
			say(n, fmt.Sprintf("%q is missing", key), t.describe(e.SchemaURL+"/properties/"+key))
		}
	case *kind.AdditionalProperties:
		known := t.keys(e.SchemaURL)
		slices.Sort(k.Properties)
		for _, key := range k.Properties[:min(len(k.Properties), maxUnknownKeys)] {
			fix := nearest(key, known)
			if v := n.get(key); v != nil && v.kind == nullNode && strings.Contains(key, " ") {
				fix = "a text with a comma in it stands in quotes"
			}
			say(n.key(key), fmt.Sprintf("key %q is not known", clip(key)), fix)
		}
	case *kind.FalseSchema:
		say(n, "does not belong here", "nothing: the table says it")
	case *kind.OneOf:
		what := "has no value"
		if len(k.Subschemas) > 1 {
			what = "has more than one value"
		}
		say(n, what, "exactly one of value, range, min, max, text, ref, unknown")
	case *kind.MinLength:
		say(n, "is empty", fix)
	case *kind.MaxLength:
		say(n, fmt.Sprintf("has %d characters", k.Got), fmt.Sprintf("at most %d", k.Want))
	case *kind.MinItems:
		say(n, fmt.Sprintf("has %d items", k.Got), fix)
	case *kind.MaxItems:
		say(n, fmt.Sprintf("has %d items", k.Got), fmt.Sprintf("at most %d", k.Want))
	case *kind.UniqueItems:
		say(n, fmt.Sprintf("items %d and %d are the same", k.Duplicates[0]+1, k.Duplicates[1]+1), "each once")
	default:
		say(n, clipLine(e.ErrorKind.LocalizedString(t.english)), fix)
	}
}

// subject names what a fault is about: the last key on the way to it.
func subject(path []string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if _, err := strconv.Atoi(path[i]); err != nil {
			return clip(path[i]) + ": "
		}
	}
	return ""
}

// shown quotes a value, or says what sort of value it is.
func shown(n *node) string {
	switch n.kind {
	case listNode:
		return "a list"
	case mapNode:
		return "a mapping"
	case nullNode:
		return "an empty value"
	case boolNode:
		return n.text
	}
	return strconv.Quote(clip(n.text))
}

// typeNames says in the words of YAML what the schema calls types.
func typeNames(types []string) string {
	words := map[string]string{"object": "mapping", "array": "list", "boolean": "true or false", "string": "text", "number": "number", "integer": "number", "null": "empty value"}
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = words[t]
	}
	return strings.Join(names, " or ")
}

func joined(values []any) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = fmt.Sprint(v)
	}
	return strings.Join(words, ", ")
}

// describe gives the description that stands at a place of a schema, and follows a reference to find one.
func (t *translator) describe(url string) string {
	part, base := t.part(url)
	if part == nil {
		return ""
	}
	if d, ok := part["description"].(string); ok {
		return d
	}
	if ref, ok := part["$ref"].(string); ok {
		if strings.HasPrefix(ref, "#") {
			return t.describe(base + ref)
		}
		return t.describe(schemaBase + ref)
	}
	return ""
}

// keys gives the keys that a place of a schema knows.
func (t *translator) keys(url string) []string {
	part, _ := t.part(url)
	properties, _ := part["properties"].(map[string]any)
	keys := make([]string, 0, len(properties))
	for k := range properties {
		keys = append(keys, k)
	}
	return keys
}

// part finds the part of a schema that a URL points to.
func (t *translator) part(url string) (part map[string]any, base string) {
	base, pointer, _ := strings.Cut(url, "#")
	at, _ := t.schemas.sources[base].(map[string]any)
	for step := range strings.SplitSeq(strings.Trim(pointer, "/"), "/") {
		if step == "" {
			continue
		}
		step = strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(step)
		at, _ = at[step].(map[string]any)
	}
	return at, base
}
