#pragma once
// TCP by hand, for tests that must send what no HTTP library would send.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace raw {

using std::chrono::milliseconds;

inline sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// One end of a connection.
class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), ahead_(std::move(other.ahead_)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(ahead_, other.ahead_);
    return *this;
  }
  Socket& operator=(const Socket&) = delete;
  ~Socket() { hang_up(); }

  static Socket connect(std::uint16_t port) {
    Socket socket(::socket(AF_INET, SOCK_STREAM, 0));
    const auto address = loopback(port);
    const int at_once = 1;  // what is sent in two pieces should arrive in two
    (void)::setsockopt(socket.descriptor_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    (void)::connect(socket.descriptor_, reinterpret_cast<const sockaddr*>(&address),
                    sizeof address);
    return socket;
  }

  /// False when the other side does not take all of it.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish_sending() const { ::shutdown(descriptor_, SHUT_WR); }
  /// Ends the connection for both sides; another thread may still be reading it.
  void end() const { ::shutdown(descriptor_, SHUT_RDWR); }
  void hang_up() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  }

  /// What comes in next, "" at the end of the stream or when nothing comes within `patience`.
  std::string receive(milliseconds patience = milliseconds(5000)) const {
    pollfd waiting{descriptor_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return {};
    char bytes[16384];
    const auto size = ::recv(descriptor_, bytes, sizeof bytes, 0);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
  }
  /// All that comes until the other side hangs up.
  std::string receive_all() const {
    std::string all;
    for (auto part = receive(); !part.empty(); part = receive()) all += part;
    return all;
  }
  /// One HTTP message: a header, and as much body as its Content-Length says. Bytes after it are
  /// kept for the next call.
  std::string receive_message() {
    const auto more = [this] {
      const auto part = receive();
      ahead_ += part;
      return !part.empty();
    };
    std::size_t header = std::string::npos;
    while ((header = ahead_.find("\r\n\r\n")) == std::string::npos)
      if (!more()) return std::exchange(ahead_, {});
    std::size_t size = header + 4;
    constexpr std::string_view kLength = "Content-Length: ";
    if (const auto at = ahead_.find(kLength); at < header)
      size += std::stoul(ahead_.substr(at + kLength.size()));
    while (ahead_.size() < size && more()) {
    }
    auto message = ahead_.substr(0, size);
    ahead_.erase(0, size);
    return message;
  }

 private:
  int descriptor_;
  std::string ahead_;
};

/// Listens on a free port of loopback.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    (void)::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size);
    (void)::listen(socket_, 16);
    (void)::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { ::close(socket_); }

  std::uint16_t port() const { return port_; }
  Socket accept() const { return Socket(::accept(socket_, nullptr, nullptr)); }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

}  // namespace raw
