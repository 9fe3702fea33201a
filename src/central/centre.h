#pragma once
// The receiving authority, without HTTP: what it admits, decides, publishes.
//
// Threads: any; the store's lock makes each transaction one after the other.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "central/group_commit.h"
#include "central/log_end.h"
#include "central/request.h"
#include "key/registry.h"
#include "key/signer.h"
#include "package/decision_payload.h"
#include "package/submission.h"
#include "package/verify.h"
#include "report/opened_periods.h"
#include "report/workspace.h"
#include "store/definitions.h"
#include "store/log_table.h"
#include "store/state.h"
#include "store/submissions.h"

namespace girs::central {

/// The largest package that is taken, in bytes of the request.
inline constexpr std::size_t kSubmissionSizeMax = 2 * package::kEnvelopeSizeMax;
/// The largest attachment.
inline constexpr std::size_t kBlobSizeMax = 64u << 20;

struct CentreOptions {
  std::string origin;                 // name of the log and audience of packages
  const Signer* log_key = nullptr;    // Ed25519
  const Signer* decision_key = nullptr;  // signs automatic decisions; null: people decide
  std::vector<PublicKey> roots;       // pinned keys that sign registries
};

/// What a sender gets.
struct Admission {
  bool fresh = true;       // false: the same package was here before; same leaf, new proof
  std::int64_t index = 0;
  std::string receipt;     // tlog-proof text
};

/// The store with its catalogue as it was when asked for, and what is kept of that catalogue.
class Present {
 public:
  Present(store::Store* store, std::shared_ptr<const Catalog> catalog)
      : catalog_(std::move(catalog)), opened_(*catalog_), workspace_{store, catalog_.get()} {
    workspace_.opened = &opened_;
  }
  Present(const Present&) = delete;
  Present& operator=(const Present&) = delete;

  const report::Workspace& workspace() const { return workspace_; }
  const Catalog& catalog() const { return *catalog_; }

 private:
  std::shared_ptr<const Catalog> catalog_;
  report::OpenedPeriods opened_;
  report::Workspace workspace_;
};

/// A package as it was sent.
struct Upload {
  Bytes envelope;
  std::string env;  // digest of its signed envelope
};

/// One line of what happened, for those who follow the log.
struct Event {
  std::int64_t index = 0;
  std::string kind;        // "submission", "decision", "key-event", ...
  std::string pid;
  Bytes leaf;
  Bytes envelope;          // of a decision or request; empty otherwise
};

/// A page of events; the next one begins at `next`, also when the filter let none through.
struct EventPage {
  std::vector<Event> events;
  std::int64_t next = 0;
};

class Centre {
 public:
  /// Starts a log with its genesis leaf when there is none, and logs the store's registry if
  /// that has not been done. The workspace, its catalogue included, is borrowed.
  static Result<Centre> open(const report::Workspace& workspace, CentreOptions options);

  /// Puts a signed registry into force and logs it. kConflict unless its version is greater.
  Status publish_registry(const package::Envelope& envelope);

  /// Takes a package: verifies everything, appends, commits, signs, answers. Errors carry detail
  /// "reason": format (not in normal form), digest, audience, signature, keyid, role, series-conflict (with "head"),
  /// envelope-differs, stale-form, unit, package-invalid, missing-blobs (a mistake for each, with
  /// "digest"), authorization-required, key-revoked. Nothing of a refused package is kept.
  Result<Admission> admit(std::string_view pid, std::string_view body);

  /// What is told of a package; nothing when there was no memory even for an error.
  using Admitted = std::function<void(std::optional<Result<Admission>>)>;
  /// As admit(), but holds no thread while the package waits for its group: it is checked within
  /// the call, what follows runs on `executor`. `done` is called once, on either; not when the
  /// call throws.
  void admit(std::string_view pid, std::string_view body, const Executor& executor, const Admitted& done);

  /// A decision of an officer or of the centre itself, signed, logged, final until the next one.
  Result<std::string> decide(std::string_view pid, package::DecisionKind kind,
                             const std::vector<std::string>& codes, std::string_view text,
                             const Signer& decider);

  /// Decides by the rules on aggregates that waited for evidence of their members and now have it,
  /// or a fault found of it (store/members.h); gives how many. Nothing without a decision key.
  Result<std::int64_t> settle();

  /// Asks chosen units for a report: what the draft brings joins the catalogue, and the request is
  /// signed, logged and served to those units, all or nothing. Every mistake of the draft comes at
  /// once with its pointer. `requester` has the role kRequester for the regime and every unit.
  /// Gives the pid.
  Result<std::string> request(const RequestDraft& draft, const Signer& requester);

  /// Of a package, decision or request.
  Result<std::string> receipt(std::string_view pid);
  Result<std::string> checkpoint();
  /// Leaves `since` to `since + limit` that concern `unit` and the units below it (empty: all).
  Result<EventPage> events(std::int64_t since, std::int64_t limit, std::string_view unit);
  /// The catalogue as the store holds it now: a request, another handle or another process may
  /// have added to it since the centre was opened. Shared between threads.
  Result<std::shared_ptr<const Present>> present();
  /// The registry in force; read once a version, then shared between threads.
  Result<std::shared_ptr<const Registry>> registry();

  /// The signed registry in force, as published; nothing before the first one.
  Result<std::optional<store::RegistryRow>> registry_envelope();
  /// A package that was admitted; nothing when there is none.
  Result<std::optional<store::SubmissionRow>> submission(std::string_view pid);
  /// A package of either kind, report or time series, as it was sent.
  Result<std::optional<Upload>> upload(std::string_view pid);
  /// What a package of either kind is about; nothing when there is none.
  struct About {
    std::string regime, unit, period;  // of time series: the indicator, and no period
  };
  Result<std::optional<About>> about(std::string_view pid);
  /// The newest revision of a series; nothing when there is none.
  Result<std::optional<store::SubmissionRow>> series_head(std::string_view series);

  /// A file of the log (log_files.h), as far as it is signed.
  Result<Bytes> log_file(std::string_view path);
  /// What "sha256:<hex>" names: an attachment that was uploaded, or a definition of the catalogue.
  Result<std::optional<Bytes>> blob(std::string_view digest);
  /// Keeps an attachment for the packages that name it; false when it was there. kInvalidArgument
  /// (reason "digest") when the content is another.
  Result<bool> put_blob(std::string_view digest, std::string_view content);
  /// Signs the list of the store's definitions as the next version of the published catalogue and
  /// logs it; the version in force when nothing has changed. `publisher` has the role kPublisher.
  Result<std::int64_t> publish_catalogue(const Signer& publisher);
  /// The signed list in force; nothing before the first one.
  Result<std::optional<std::string>> catalogue_envelope();

  const std::string& origin() const { return options_.origin; }
  const report::Workspace& workspace() const { return workspace_; }
  const CentreOptions& options() const { return options_; }

 private:
  Centre(const report::Workspace& workspace, CentreOptions options)
      : workspace_(workspace), options_(std::move(options)), known_(std::make_unique<Known>()) {
    const std::shared_ptr<const Catalog> borrowed(std::shared_ptr<const Catalog>(), workspace_.catalog);
    known_->present = std::make_shared<const Present>(workspace_.store, borrowed);
  }
  struct Prepared;
  using Checked = std::variant<Admission, std::shared_ptr<Prepared>>;
  Result<Checked> check(std::string_view pid, std::string_view body);
  Result<std::shared_ptr<const void>> begin_group(store::Connection& connection);
  Result<Entered> put_in(store::Connection& connection, LogEnd& end, Prepared& package) const;
  Result<GroupCommit::Receipts> sign_group(bool others_wait);
  Status begin_log();
  Status log_registry();
  /// present() and registry() for who knows what the store holds now.
  Result<std::shared_ptr<const Present>> present_of(std::int64_t definitions);
  Result<std::shared_ptr<const Registry>> registry_of(std::int64_t version);

  struct Known {
    std::mutex mutex;
    std::shared_ptr<const Registry> registry;
    std::shared_ptr<const Present> present;
    GroupCommit groups;
    // Only the thread that leads a group touches these: checkpoints that are signed and not yet
    // written, and where the log ends in its transaction.
    std::vector<store::CheckpointRow> unsaved;
    std::optional<LogEnd> end;
  };
  report::Workspace workspace_;
  CentreOptions options_;
  std::unique_ptr<Known> known_;
};

}  // namespace girs::central
