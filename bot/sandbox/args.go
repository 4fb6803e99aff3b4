package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// args are a call's arguments, however they came: as a form, as JSON, or in the URL.
type args map[string]any

// parseJSON reads one JSON value and nothing after it, keeping the literals of its numbers.
func parseJSON(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("parse JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("parse JSON: something follows the value")
	}
	return nil
}

// readArgs reads the arguments of a Web API call. Slack takes most in both shapes; so does this.
func readArgs(r *http.Request) (args, error) {
	a := args{}
	for k, v := range r.URL.Query() {
		a[k] = v[0]
	}
	if r.Method == http.MethodGet {
		return a, nil
	}
	switch t, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); t {
	case "application/json":
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, fmt.Errorf("read body: %w", err)
		}
		if len(bytes.TrimSpace(body)) == 0 {
			return a, nil
		}
		var o object
		if err := parseJSON(body, &o); err != nil {
			return nil, apiError{Code: "invalid_json"}
		}
		for k, v := range o {
			a[k] = v
		}
	case "application/x-www-form-urlencoded", "":
		if err := r.ParseForm(); err != nil {
			return nil, fmt.Errorf("read form: %w", err)
		}
		for k, v := range r.PostForm {
			a[k] = v[0]
		}
	case "multipart/form-data":
		if err := r.ParseMultipartForm(maxBody); err != nil {
			return nil, fmt.Errorf("read form: %w", err)
		}
		for k, v := range r.MultipartForm.Value {
			a[k] = v[0]
		}
	default:
		return nil, apiError{Code: "invalid_post_type"}
	}
	return a, nil
}

// str is a string argument, "" where it is missing.
func (a args) str(name string) string {
	switch v := a[name].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func (a args) bool(name string) bool {
	v := a.str(name)
	return v == "true" || v == "1"
}

// optBool is nil where the argument is missing.
func (a args) optBool(name string) *bool {
	if _, ok := a[name]; !ok {
		return nil
	}
	v := a.bool(name)
	return &v
}

// int is a whole number between lo and hi, def where it is missing or none.
func (a args) int(name string, def, lo, hi int) int {
	n, err := strconv.Atoi(a.str(name))
	if err != nil {
		return def
	}
	return min(max(n, lo), hi)
}

// list is a comma-separated argument or a JSON array of strings.
func (a args) list(name string) []string {
	var out []string
	if v, ok := a[name].([]any); ok {
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	for s := range strings.SplitSeq(a.str(name), ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// value is an argument that is JSON: as it stands in a JSON body, or as a string of JSON in a form. Absent, null and ""
// are nil.
func (a args) value(name string) (any, error) {
	v := a[name]
	text, ok := v.(string)
	if !ok {
		return v, nil
	}
	if text = strings.TrimSpace(text); text == "" {
		return nil, nil
	}
	var out any
	return out, parseJSON([]byte(text), &out)
}

// asString is a JSON value that should be a string, "" where it is none.
func asString(v any) string {
	s, _ := v.(string)
	return s
}

// asObject is a JSON value that should be an object, nil where it is none.
func asObject(v any) object {
	o, _ := v.(object)
	return o
}

// asList is a JSON value that should be an array, nil where it is none.
func asList(v any) []any {
	l, _ := v.([]any)
	return l
}

func asBool(v any) bool {
	b, _ := v.(bool)
	return b
}
