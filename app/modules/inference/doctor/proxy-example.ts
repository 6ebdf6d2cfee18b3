/** nginx that lets through what this app calls, and nothing else (nginx.org, ngx_http_proxy_module and ngx_http_core_module). */
export const PROXY_EXAMPLE = `server {
  listen 443 ssl;
  server_name models.example.com;
  ssl_certificate     /etc/ssl/models.example.com.pem;
  ssl_certificate_key /etc/ssl/models.example.com.key;

  location = /v1/chat/completions {
    proxy_pass http://127.0.0.1:8000;
    proxy_http_version 1.1;
    proxy_buffering off;      # answers are streamed
    proxy_read_timeout 130s;
  }
  location = /v1/models { proxy_pass http://127.0.0.1:8000; }
  location / { return 404; }  # /invocations, /tokenize, /metrics and all the rest
}`;
