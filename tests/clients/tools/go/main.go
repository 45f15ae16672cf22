// Command clients opens a link with net/http, or uploads a file in one way: get|bytes|file|file+length|reader LINK FILE [TYPE].
package main

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	way, link, file := os.Args[1], os.Args[2], os.Args[3]
	if way == "get" {
		answer, err := http.Get(link)
		check(err, answer)
		content, err := io.ReadAll(answer.Body)
		check(err, answer)
		check(os.WriteFile(file, content, 0o644), answer)
		return
	}
	request, err := http.NewRequest("PUT", link, body(way, file))
	check(err, nil)
	if way == "file+length" {
		about, err := os.Stat(file)
		check(err, nil)
		request.ContentLength = about.Size()
	}
	if len(os.Args) > 4 {
		request.Header.Set("Content-Type", os.Args[4])
	}
	answer, err := http.DefaultClient.Do(request)
	check(err, answer)
}

func body(way, file string) io.Reader {
	content, err := os.ReadFile(file)
	check(err, nil)
	if way == "bytes" {
		return bytes.NewReader(content)
	}
	source, err := os.Open(file)
	check(err, nil)
	return source
}

func check(err error, answer *http.Response) {
	if err != nil {
		log.Fatal(err)
	}
	if answer != nil && answer.StatusCode != 200 {
		log.Fatal(answer.Status)
	}
}
