using ClearView.Platform.Tests.Functions;
using ClearView.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PrivatePostgres))]

namespace ClearView.Platform.Tests.Hiring;

// What is true of the domain is true on PostgreSQL.

[OnPostgres]
public sealed class AccountingOnPostgresTests : AccountingTests;

[OnPostgres]
public sealed class AuditTrailOnPostgresTests : AuditTrailTests;

[OnPostgres]
public sealed class HeldTextOnPostgresTests : HeldTextTests;

[OnPostgres]
public sealed class JobStoreOnPostgresTests : JobStoreTests;

[OnPostgres]
public sealed class SupersededOnPostgresTests : SupersededTests;

[OnPostgres]
public sealed class VersionOnPostgresTests : VersionTests;

[OnPostgres]
public sealed class NotifyEmployerOnPostgresTests : NotifyEmployerTests;

[OnPostgres]
public sealed class RequestScoresOnPostgresTests : RequestScoresTests;

[OnPostgres]
public sealed class WriteScoreToHrSystemOnPostgresTests : WriteScoreToHrSystemTests;
