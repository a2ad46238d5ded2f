using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;
using Keyway.Server.Tenants;

namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>Codes of an authenticator app (RFC 6238), one app a person. A code is only ever asked for beside a password that was right.</summary>
internal sealed class OneTimeCodes(
    Store store, DurableWriter writer, Sealer sealer, OneTimeCodeRegistration registration, SignInMethods methods, OneTimeCodePolicies policies, AccountDirectory accounts,
    Tenant tenant, AuditLog audit, TimeProvider time)
{
    /// <summary>How long a set-up may take.</summary>
    public static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(10);

    private const int PendingLength = 8 + TimeBasedCode.SecretLength;
    private const int LongestPending = 128;

    public OneTimeCodeMethod? Find(Guid userId) => store.Read(session => OneTimeCodeTable.Find(session, userId))?.Method;

    /// <summary>Null when this sign-in may register an app for its person: see <see cref="OneTimeCodeRegistration"/>.</summary>
    public Refusal? MayRegister(SignedInPerson person) => store.Read(session => registration.Check(session, person));

    /// <summary>Makes a secret for an app. Nothing is stored.</summary>
    public Result<PendingOneTimeCode> Begin(SignedInPerson person)
    {
        if (MayRegister(person) is { } refusal)
            return refusal;
        Span<byte> pending = stackalloc byte[PendingLength];
        BinaryPrimitives.WriteInt64BigEndian(pending, (time.GetUtcNow() + PendingLifetime).ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(pending[8..]);
        var secret = Base32Text.Encode(pending[8..]);
        var sealedText = Base64Url.EncodeToString(sealer.Seal(PendingPurpose(person.Account.Id), pending));
        CryptographicOperations.ZeroMemory(pending);
        return new PendingOneTimeCode(secret, Address(person.Account, secret), sealedText);
    }

    /// <summary>Registers the app, in the place of an earlier one, once a code proves that it has the secret.</summary>
    /// <param name="person">By the sign-in that began the set-up, or a later one.</param>
    /// <returns>KW2680, KW2683, or why the sign-in may not.</returns>
    public async Task<Result<OneTimeCodeMethod>> ConfirmAsync(SignedInPerson person, string pending, string typedCode, CancellationToken cancellation)
    {
        var userId = person.Account.Id;
        if (OpenPending(userId, pending) is not { } secret)
            return Catalogue.OneTimeCodes.PendingInvalid;
        try
        {
            var now = time.GetUtcNow();
            if (TimeBasedCode.Normalise(typedCode) is not { } code || TimeBasedCode.Match(secret, code, now, after: 0) is not { } step)
                return Catalogue.OneTimeCodes.CodeRefused;
            // The code that proves the app is taken: it signs nobody in.
            var method = new OneTimeCodeMethod(Guid.NewGuid(), userId, now, LastUsedOn: null);
            var stored = new StoredOneTimeCode(method, sealer.Seal(Purpose(userId), secret), step);
            return await writer.WriteAsync<OneTimeCodeMethod>(
                session =>
                {
                    if (registration.Check(session, person) is { } refusal)
                        return refusal;
                    var earlier = OneTimeCodeTable.Find(session, userId);
                    if (earlier is not null && IsSecretOf(earlier, secret))
                        return Catalogue.OneTimeCodes.PendingInvalid;
                    OneTimeCodeTable.Replace(session, stored);
                    audit.Append(session, AuditActivity.OneTimeCodeRegistered, userId, null,
                        ("id", method.Id.ToString()), ("replaces", earlier?.Method.Id.ToString() ?? "none"), ("signedInBy", string.Join(' ', person.Methods)));
                    return method;
                },
                cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>
    /// Takes a code, once. Wrong codes are counted by the one writer of the store, so that codes sent at once cannot overtake the count.
    /// </summary>
    /// <returns>KW2680, KW2682, KW2684 to KW2686.</returns>
    public async Task<Result<Account>> VerifyAsync(Account account, string typedCode, CancellationToken cancellation)
    {
        if (!policies.Current.Includes(account, accounts))
            return Catalogue.OneTimeCodes.CodesDisabled;
        Refusal? refused = null;
        var outcome = await writer.WriteAsync<bool>(
            session =>
            {
                refused = TryUse(session, account.Id, TimeBasedCode.Normalise(typedCode));
                return true;
            },
            cancellation);
        return outcome.TryGet(out _, out var lost) ? refused is null ? account : refused : lost;
    }

    /// <summary>Removes the app.</summary>
    /// <param name="actorId">The person, or an administrator.</param>
    /// <param name="confirmLast">The person knows that no strong way to sign in will be left.</param>
    /// <returns>KW2111, KW2685.</returns>
    public Task<Result<Account>> RemoveAsync(Account account, Guid? actorId, CancellationToken cancellation, bool confirmLast = false) => writer.WriteAsync<Account>(
        session =>
        {
            if (OneTimeCodeTable.Find(session, account.Id) is not { } code)
                return Catalogue.OneTimeCodes.NoCode;
            if (actorId == account.Id && !confirmLast && methods.Of(session, account).IsCodeLastStrong)
                return Catalogue.AuthenticationMethods.LastStrongMethod;
            OneTimeCodeTable.Forget(session, account.Id);
            RemovedMethods.Note(session, account.Id);
            audit.Append(session, AuditActivity.OneTimeCodeRemoved, actorId, account.Id, ("id", code.Method.Id.ToString()));
            return account;
        },
        cancellation);

    /// <summary>Null when the code is good, and then it is used. A refusal is part of the write too: it counts.</summary>
    private Refusal? TryUse(StoreSession session, Guid userId, string? code)
    {
        var now = time.GetUtcNow();
        if (OneTimeCodeTable.Find(session, userId) is not { } stored)
            return new Refusal(Catalogue.OneTimeCodes.NoCode);
        var lockout = OneTimeCodeTable.Lockout(session, userId);
        if (lockout.IsShut)
            return new Refusal(Catalogue.OneTimeCodes.CodesShut);
        if (lockout.IsBlocked(now))
            return new Refusal(Catalogue.OneTimeCodes.CodeLockedOut);
        // What is no code at all is a slip of the hand, not a guess.
        if (code is null)
            return new Refusal(Catalogue.OneTimeCodes.CodeRefused, "not six digits");
        var secret = sealer.Open(Purpose(userId), stored.SealedSecret).ValueOrFault();
        var step = TimeBasedCode.Match(secret, code, now, stored.LastStep);
        CryptographicOperations.ZeroMemory(secret);
        if (step is null)
        {
            var after = lockout.AfterFailure(now);
            OneTimeCodeTable.StoreLockout(session, userId, after);
            if (after.IsShut)
                audit.Append(session, AuditActivity.OneTimeCodesShut, null, userId);
            return new Refusal(Catalogue.OneTimeCodes.CodeRefused);
        }

        OneTimeCodeTable.MarkUsed(session, userId, step.Value, now);
        OneTimeCodeTable.StoreLockout(session, userId, CodeLockout.None);
        return null;
    }

    private byte[]? OpenPending(Guid userId, string pending)
    {
        if (pending.Length > LongestPending || !Base64Url.IsValid(pending) || !sealer.Open(PendingPurpose(userId), Base64Url.DecodeFromChars(pending)).TryGet(out var opened, out _))
            return null;
        var isOpen = opened.Length == PendingLength && time.GetUtcNow() < DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(opened));
        var secret = isOpen ? opened[8..] : null;
        CryptographicOperations.ZeroMemory(opened);
        return secret;
    }

    private bool IsSecretOf(StoredOneTimeCode code, byte[] secret)
    {
        var known = sealer.Open(Purpose(code.Method.UserId), code.SealedSecret).ValueOrFault();
        var same = CryptographicOperations.FixedTimeEquals(known, secret);
        CryptographicOperations.ZeroMemory(known);
        return same;
    }

    /// <summary>What apps read from the picture; the organisation's name tells the entry from others.</summary>
    private string Address(Account account, string secret)
    {
        var issuer = Uri.EscapeDataString(tenant.Name);
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account.UserName)}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={TimeBasedCode.Digits}&period={TimeBasedCode.StepSeconds}";
    }

    private static string Purpose(Guid userId) => $"one-time-code:{userId:D}";

    private static string PendingPurpose(Guid userId) => $"one-time-code-pending:{userId:D}";
}
