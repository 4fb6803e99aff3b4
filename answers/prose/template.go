package prose

import (
	"fmt"
	"strings"
	"text/template/parse"
)

// A compiled message is a list of nodes. Messages are written in Go's template syntax, of which they may use three
// things: {{.Field}}, {{josa .Field "은는"}} and {{if .Field}}…{{else}}…{{end}}. Anything else is refused when the file
// loads, so that saying a message is a walk over a short list and can never fail.
type node struct {
	text  string // plain text, where field is ""
	field string
	josa  *particle
	then  []node // an if, where not nil
	els   []node
}

// An arg is one value of a message. Read is how a Korean reads it aloud, where the text itself does not tell.
type arg struct{ key, text, read string }

// compile turns a message's text into nodes.
func compile(text string) ([]node, error) {
	if text != "" && !strings.Contains(text, "{{") {
		return []node{{text: text}}, nil
	}
	// The parser wants to know which functions there are; it never calls them.
	trees, err := parse.Parse("message", text, "{{", "}}", map[string]any{"josa": true})
	if err != nil {
		return nil, err
	}
	tree := trees["message"]
	if tree == nil || tree.Root == nil || len(tree.Root.Nodes) == 0 {
		return nil, fmt.Errorf("compile %q: it is empty", text)
	}
	return compileList(tree.Root)
}

func compileList(list *parse.ListNode) ([]node, error) {
	nodes := []node{}
	if list == nil {
		return nodes, nil
	}
	for _, n := range list.Nodes {
		c, err := compileNode(n)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, c)
	}
	return nodes, nil
}

func compileNode(n parse.Node) (node, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		return node{text: string(n.Text)}, nil
	case *parse.ActionNode:
		return compilePipe(n.Pipe)
	case *parse.IfNode:
		cond, err := compilePipe(n.Pipe)
		if err != nil {
			return node{}, err
		}
		if cond.josa != nil {
			return node{}, fmt.Errorf("compile %q: a condition is one field", n)
		}
		if cond.then, err = compileList(n.List); err != nil {
			return node{}, err
		}
		cond.els, err = compileList(n.ElseList)
		return cond, err
	}
	return node{}, fmt.Errorf("compile %q: messages know only fields, josa and if", n)
}

// compilePipe reads {{.Field}} or {{josa .Field "은는"}}.
func compilePipe(p *parse.PipeNode) (node, error) {
	if len(p.Decl) == 0 && len(p.Cmds) == 1 {
		switch args := p.Cmds[0].Args; {
		case len(args) == 1:
			if f, ok := fieldOf(args[0]); ok {
				return node{field: f}, nil
			}
		case len(args) == 3 && args[0].String() == "josa":
			f, isField := fieldOf(args[1])
			s, isString := args[2].(*parse.StringNode)
			if isField && isString {
				particle, err := parseParticle(s.Text)
				return node{field: f, josa: &particle}, err
			}
		}
	}
	return node{}, fmt.Errorf("compile %q: messages know only fields, josa and if", p)
}

func fieldOf(n parse.Node) (string, bool) {
	f, ok := n.(*parse.FieldNode)
	if !ok || len(f.Ident) != 1 {
		return "", false
	}
	return f.Ident[0], true
}

// appendNodes says compiled nodes. A field that is not given says nothing.
func appendNodes(b []byte, nodes []node, args []arg) []byte {
	for i := range nodes {
		n := &nodes[i]
		if n.field == "" {
			b = append(b, n.text...)
			continue
		}
		a := find(args, n.field)
		switch {
		case n.then != nil:
			branch := n.els
			if a.text != "" {
				branch = n.then
			}
			b = appendNodes(b, branch, args)
		case n.josa != nil:
			b = append(b, a.text...)
			b = append(b, n.josa.after(a.text, a.read)...)
		default:
			b = append(b, a.text...)
		}
	}
	return b
}

func find(args []arg, key string) arg {
	for i := range args {
		if args[i].key == key {
			return args[i]
		}
	}
	return arg{}
}
