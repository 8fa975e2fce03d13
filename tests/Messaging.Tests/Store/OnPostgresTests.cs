using ClearView.Messaging.Tests.Accounts;
using ClearView.Messaging.Tests.Claims;
using ClearView.Messaging.Tests.Dead;
using ClearView.Messaging.Tests.History;
using ClearView.Messaging.Tests.Mail;
using ClearView.Messaging.Tests.Protection;
using ClearView.Messaging.Tests.Receive;
using ClearView.Tests.Postgres;

namespace ClearView.Messaging.Tests.Store;

// What is true of the store, and of all that stands on it, is true on PostgreSQL.

[OnPostgres]
public sealed class InboxOnPostgresTests : InboxTests;

[OnPostgres]
public sealed class BellsOnPostgresTests : BellsTests;

[OnPostgres]
public sealed class OutboxOnPostgresTests : OutboxTests;

[OnPostgres]
public sealed class CatchUpOnPostgresTests : CatchUpTests;

[OnPostgres]
public sealed class ShadowRunOnPostgresTests : ShadowRunTests;

[OnPostgres]
public sealed class StoreSessionOnPostgresTests : StoreSessionTests;

[OnPostgres]
public sealed class StoreSchemaOnPostgresTests : StoreSchemaTests;

[OnPostgres]
public sealed class PersonKeysOnPostgresTests : PersonKeysTests;

[OnPostgres]
public sealed class FunctionMailOnPostgresTests : FunctionMailTests;

[OnPostgres]
public sealed class EffectsOnPostgresTests : EffectsTests;

[OnPostgres]
public sealed class FailureOnPostgresTests : FailureTests;

[OnPostgres]
public sealed class FunctionHostOnPostgresTests : FunctionHostTests;

[OnPostgres]
public sealed class OutboxRelayOnPostgresTests : OutboxRelayTests;

[OnPostgres]
public sealed class UnreadableOnPostgresTests : UnreadableTests;

[OnPostgres]
public sealed class RedriveOnPostgresTests : RedriveTests;

[OnPostgres]
public sealed class ForgetLettersOnPostgresTests : ForgetLettersTests;

[OnPostgres]
public sealed class LetterListsOnPostgresTests : LetterListsTests;

[OnPostgres]
public sealed class WayBackOnPostgresTests : WayBackTests;

[OnPostgres]
public sealed class AutomaticRedriveOnPostgresTests : AutomaticRedriveTests;

[OnPostgres]
public sealed class LargeBodyOnPostgresTests : LargeBodyTests;

[OnPostgres]
public sealed class SweepClaimsOnPostgresTests : SweepClaimsTests;

[OnPostgres]
public sealed class MessageAccountOnPostgresTests : MessageAccountTests;
