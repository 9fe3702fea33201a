// package sign, sign-batch: those whom a package names sign it, on machines of their own.

#include <cstdio>

#include "commands.h"
#include "input.h"
#include "json_value.h"
#include "signing.h"

namespace cli {
namespace {

struct SignOptions {
  std::string package, key, out;
};

/// The page first, so that the signer has seen what the signature is over.
int sign(Session& session, const SignOptions& options) {
  const auto package = read_file(options.package);
  const auto page = fetch(girs_package_show, package, session.language.c_str());
  if (!session.json) std::printf("%s\n", page.c_str());
  const KeySigner signer(session, options.key);
  const auto signed_package = fetch(girs_package_sign, package, &signer.signer);
  const auto& out = options.out.empty() ? options.package : options.out;
  write_file(out, signed_package);
  session.done("Signed; written to " + out + ".", "Đã ký; đã ghi vào " + out + ".");
  return kDone;
}

struct BatchOptions {
  std::vector<std::string> packages;
  std::string role, key;
};

int sign_batch(Session& session, const BatchOptions& options) {
  std::string packages = "[";
  for (const auto& file : options.packages) packages += (packages.size() > 1 ? "," : "") + read_file(file);
  packages += "]";
  const KeySigner signer(session, options.key);
  const auto answer = fetch(girs_package_sign_batch, packages, options.role, session.seconds_now(), &signer.signer);
  const JsonDocument signed_packages(answer);
  std::size_t next = 0;
  for (const auto& one : signed_packages.root().GetArray()) write_file(options.packages[next++], compact(one));
  const auto count = std::to_string(options.packages.size());
  session.done(count + " packages are signed with one signature.", count + " gói đã ký bằng một chữ ký.");
  return kDone;
}

}  // namespace

void add_package_sign_commands(CommandLine package, Session& session) {
  const auto one = add_command(package, session, "sign", "Shows a package and adds the signature of one whom it names", sign);
  one.app.required("FILE", one.options->package, "the package, of `report prepare`");
  one.app.required("--key", one.options->key, "key file of the signer");
  one.app.option("--out", one.options->out, "the file to write; default: the package itself");
  const auto many = add_command(package, session, "sign-batch", "Signs up to 500 packages with one signature", sign_batch);
  many.app.rest("FILE", many.options->packages, "the packages; each carries the batch afterwards");
  many.app.required("--role", many.options->role, "in which role (approver, agency-seal)");
  many.app.required("--key", many.options->key, "key file of the signer");
}

}  // namespace cli
