using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Hosting;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>
/// The link by which the first administrator comes in: the one-time code in a form that is clicked. Link and code open the same right: whichever is used
/// first spends both. The store keeps a hash of the token; nothing logs the address that holds it (<see cref="Web.LogText"/>).
/// </summary>
internal sealed class FirstAdministratorLink(Store store, DurableWriter writer, ServerOptions options, AuditLog audit, TimeProvider time)
{
    /// <summary>The page; the token follows.</summary>
    public const string PagePath = "/welcome/";

    private const int TokenLength = 32;

    /// <summary>Makes the link beside a pass that was just issued.</summary>
    /// <returns>Its address, which is shown this once.</returns>
    internal async Task<Result<string>> IssueAsync(TemporaryAccessPass pass, CancellationToken cancellation)
    {
        var token = RandomNumberGenerator.GetBytes(TokenLength);
        var link = new FirstLinkTable.FirstLink(pass.UserId, SHA256.HashData(token), pass.Id, pass.EndOn);
        return await writer.WriteAsync<string>(
            session =>
            {
                FirstLinkTable.Replace(session, link);
                return options.Origin + PagePath + Base64Url.EncodeToString(token);
            },
            cancellation);
    }

    /// <summary>Whom a token would sign in, or null; it is not spent.</summary>
    public Account? Peek(string token) => Hash(token) is { } hash ? store.Read(session => Find(session, hash)?.Account) : null;

    /// <summary>Signs the first administrator in, once.</summary>
    /// <returns>KW2125, or how the account stands.</returns>
    public async Task<Result<SignedInPerson>> SpendAsync(string token, CancellationToken cancellation)
    {
        if (Hash(token) is not { } hash)
            return Catalogue.AuthenticationMethods.FirstLinkInvalid;
        return await writer.WriteAsync<SignedInPerson>(
            session =>
            {
                var now = time.GetUtcNow();
                if (Find(session, hash) is not var (account, pass))
                    return Catalogue.AuthenticationMethods.FirstLinkInvalid;
                if (account.CheckEnabled() is { } standing)
                    return standing;
                if (!TemporaryAccessPassTable.MarkUsed(session, pass, now))
                    return Catalogue.AuthenticationMethods.FirstLinkInvalid;
                FirstLinkTable.Forget(session, account.Id);
                audit.Append(session, AuditActivity.PassUsed, account.Id, null, ("id", pass.Id.ToString()), ("by", "link"));
                return new SignedInPerson(account, [AuthenticationMethod.TemporaryAccessPass], now);
            },
            cancellation);
    }

    private (Account Account, TemporaryAccessPass Pass)? Find(StoreSession session, byte[] hash)
    {
        var now = time.GetUtcNow();
        return FirstLinkTable.All(session).Find(link => CryptographicOperations.FixedTimeEquals(link.TokenHash, hash)) is { } link
            && now < link.ExpiresOn
            && TemporaryAccessPassTable.Find(session, link.UserId) is { } pass && pass.Id == link.PassId && pass.IsUsable(now)
            && AccountDirectory.Find(session, link.UserId) is { } account
            ? (account, pass)
            : null;
    }

    private static byte[]? Hash(string token)
    {
        Span<byte> bytes = stackalloc byte[TokenLength];
        return token.Length == Base64Url.GetEncodedLength(TokenLength) && Base64Url.IsValid(token)
            && Base64Url.DecodeFromChars(token, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == TokenLength
            ? SHA256.HashData(bytes)
            : null;
    }
}
