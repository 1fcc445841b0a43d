// Makes N TrainingJobs on a cluster that an operator watches, takes a real token of each one's pod, lets every pod report at a
// steady pace, and prints how fast the reports were answered and how many writes they became. Standard library only; the API server
// is reached through `kubectl proxy`.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

var (
	api       = flag.String("api", "http://127.0.0.1:8001", "where kubectl proxy listens")
	operator  = flag.String("operator-namespace", "djl-operator", "where the operator keeps its certificate")
	endpoint  = flag.String("reports", "https://127.0.0.1:8443/v1/reports", "the operator's report endpoint")
	metrics   = flag.String("metrics", "http://127.0.0.1:8081/metrics", "the operator's metrics")
	namespace = flag.String("namespace", "bench-reports", "where the jobs are made; deleted in the end")
	jobs      = flag.Int("jobs", 500, "how many jobs report")
	every     = flag.Duration("every", 5*time.Second, "the pace of each")
	length    = flag.Duration("for", time.Minute, "how long they report")
	reconnect = flag.Bool("reconnect", false, "a new connection for each report, as curl makes")
)

type object = map[string]any

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "reports:", err)
		os.Exit(1)
	}
}

// call asks the API server and reads its answer into out, which may be nil. It returns the HTTP status.
func call(method, path string, body, out any) (int, error) {
	var text []byte
	if body != nil {
		text, _ = json.Marshal(body)
	}
	request, err := http.NewRequest(method, *api+path, bytes.NewReader(text))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %s %.300s", method, path, response.Status, answer)
	}
	if err == nil && out != nil {
		err = json.Unmarshal(answer, out)
	}
	return response.StatusCode, err
}

// parallel runs do for 0 to n-1, a few at a time.
func parallel(n int, do func(i int)) {
	var wait sync.WaitGroup
	free := make(chan struct{}, 16)
	for i := 0; i < n; i++ {
		wait.Add(1)
		free <- struct{}{}
		go func() {
			defer wait.Done()
			do(i)
			<-free
		}()
	}
	wait.Wait()
}

// createJobs makes jobs whose pods fit no node: they exist, and nothing runs.
func createJobs() {
	if status, err := call("POST", "/api/v1/namespaces", object{"metadata": object{"name": *namespace}}, nil); status != 409 {
		check(err)
	}
	parallel(*jobs, func(i int) {
		job := object{
			"apiVersion": "djl-operator.io/v1alpha1", "kind": "TrainingJob",
			"metadata": object{"name": fmt.Sprintf("job-%04d", i)},
			"spec": object{
				"container":  object{"image": "example/none", "command": []string{"none"}},
				"scheduling": object{"nodeSelector": object{"bench-reports": "nowhere"}},
			}}
		status, err := call("POST", "/apis/djl-operator.io/v1alpha1/namespaces/"+*namespace+"/trainingjobs", job, nil)
		if status != 409 {
			check(err)
		}
	})
}

type pod struct{ Metadata struct{ Name, UID string } }

// awaitPods waits until every job has its pod.
func awaitPods() []pod {
	for deadline := time.Now().Add(5 * time.Minute); ; time.Sleep(time.Second) {
		var list struct{ Items []pod }
		_, err := call("GET", "/api/v1/namespaces/"+*namespace+"/pods", nil, &list)
		check(err)
		if len(list.Items) >= *jobs {
			return list.Items[:*jobs]
		}
		if time.Now().After(deadline) {
			check(fmt.Errorf("%d of %d pods after 5 minutes: does an operator run, and the Job controller?", len(list.Items), *jobs))
		}
	}
}

// token asks for what the kubelet would mount into the pod.
func token(p pod) string {
	request := object{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": object{
		"audiences": []string{"djl-operator.io/report"}, "expirationSeconds": 3600,
		"boundObjectRef": object{"apiVersion": "v1", "kind": "Pod", "name": p.Metadata.Name, "uid": p.Metadata.UID}}}
	var answer struct{ Status struct{ Token string } }
	_, err := call("POST", "/api/v1/namespaces/"+*namespace+"/serviceaccounts/default/token", request, &answer)
	check(err)
	return answer.Status.Token
}

func authority() *x509.CertPool {
	var secret struct{ Data map[string]string }
	_, err := call("GET", "/api/v1/namespaces/"+*operator+"/secrets/djl-operator-report-tls", nil, &secret)
	check(err)
	pem, err := base64.StdEncoding.DecodeString(secret.Data["ca.crt"])
	check(err)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	return pool
}

// The first report of a pod costs a TokenReview and a look at the pod, so it is counted apart.
type result struct {
	first, later []float64
	status       map[int]int
	sync.Mutex
}

// report sends from one pod, with a connection of its own, until the end.
func report(bearer string, pool *x509.CertPool, end time.Time, into *result) {
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: pool}, DisableKeepAlives: *reconnect}}
	time.Sleep(time.Duration(rand.Int63n(int64(*every))))
	for step := 1; time.Now().Before(end); step++ {
		began := time.Now()
		body := fmt.Sprintf(`{"epoch":%d,"epochs":100,"step":%d,"percent":%d,"metrics":[{"name":"train/loss","value":%f},{"name":"validation/auc","value":%f}]}`,
			step, step*100, step%101, rand.Float64(), rand.Float64())
		request, _ := http.NewRequest("POST", *endpoint, strings.NewReader(body))
		request.Header.Set("Authorization", "Bearer "+bearer)
		request.Header.Set("Content-Type", "application/json")
		status := 0
		if response, err := client.Do(request); err == nil {
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
			status = response.StatusCode
		}
		took := time.Since(began)
		into.Lock()
		if millis := float64(took.Microseconds()) / 1000; step == 1 {
			into.first = append(into.first, millis)
		} else {
			into.later = append(into.later, millis)
		}
		into.status[status]++
		into.Unlock()
		time.Sleep(*every - took)
	}
}

var line = regexp.MustCompile(`(?m)^djl_operator_report_writes_total\{(.*)\} (\S+)$`)

// writes reads how many writes reports have become so far, such as "status written".
func writes() map[string]float64 {
	response, err := http.Get(*metrics)
	check(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	check(err)
	counts := map[string]float64{}
	tag := func(tags, name string) string {
		return regexp.MustCompile(name + `="([^"]*)"`).FindStringSubmatch(tags)[1]
	}
	for _, found := range line.FindAllStringSubmatch(string(text), -1) {
		count, _ := strconv.ParseFloat(found[2], 64)
		counts[tag(found[1], "target")+" "+tag(found[1], "outcome")] += count
	}
	return counts
}

func percentiles(of string, millis []float64) {
	if len(millis) == 0 {
		return
	}
	sort.Float64s(millis)
	at := func(share float64) float64 { return millis[int(share*float64(len(millis)-1))] }
	fmt.Printf("%-20s answered after ms: p50 %.2f  p90 %.2f  p99 %.2f  max %.2f\n", of, at(.5), at(.9), at(.99), at(1))
}

func main() {
	flag.Parse()
	createJobs()
	pods := awaitPods()
	tokens := make([]string, len(pods))
	parallel(len(pods), func(i int) { tokens[i] = token(pods[i]) })
	pool := authority()
	before, began := writes(), time.Now()
	all := &result{status: map[int]int{}}
	var wait sync.WaitGroup
	for _, bearer := range tokens {
		wait.Add(1)
		go func() {
			defer wait.Done()
			report(bearer, pool, began.Add(*length), all)
		}()
	}
	wait.Wait()
	seconds := time.Since(began).Seconds()
	after := writes()

	count := len(all.first) + len(all.later)
	fmt.Printf("jobs %d, reports %d (%.1f a second), answers by status %v (0: no answer)\n", *jobs, count, float64(count)/seconds, all.status)
	percentiles("a pod's first report", all.first)
	percentiles("all later reports", all.later)
	for _, what := range []string{"status written", "curve written", "status retried", "curve retried", "status dropped", "curve dropped", "status refused", "curve refused"} {
		fmt.Printf("%-15s %6.0f  (%.1f a second)\n", what, after[what]-before[what], (after[what]-before[what])/seconds)
	}
	_, err := call("DELETE", "/api/v1/namespaces/"+*namespace, nil, nil)
	check(err)
}
