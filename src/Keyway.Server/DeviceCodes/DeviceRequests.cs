using System.Net;
using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Sealing;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes;

/// <summary>The life of a device request: opened by a program, answered by a person, redeemed by the program once. Each step is one durable write.</summary>
internal sealed class DeviceRequests(Store store, DurableWriter writer, ServerKeys keys, AuditLog audit, SignInLog signIns, TimeProvider time)
{
    /// <summary>How long a code can be answered and redeemed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>At a guess, one of these is hit with 10,000 : 20^8, that is 1 : 2.5 million.</summary>
    private const int MostWaiting = 10_000;

    /// <summary>Enough for a class room behind one address.</summary>
    private const int MostWaitingOfNetwork = 100;

    private readonly byte[] _macKey = keys.GetOrCreate("device-user-code-mac", () => RandomNumberGenerator.GetBytes(32));

    /// <summary>Opens a request.</summary>
    /// <returns>Both codes, here for the only time, or KW2602.</returns>
    public async Task<Result<OpenedRequest>> OpenAsync(Guid clientId, RequestedScope wanted, IPAddress? address, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var deviceCode = DeviceCode.Create();
        var request = new DeviceRequest(
            DeviceCode.Hash(deviceCode)!, clientId, wanted.Resource, ClientAddress.Text(address), now, now + Lifetime, DeviceRequestState.Waiting, null, wanted.Permissions);
        var network = ClientAddress.Network(address).ToString();
        return await writer.WriteAsync<OpenedRequest>(
            session =>
            {
                if (DeviceRequestTable.CountWaiting(session, now) >= MostWaiting || DeviceRequestTable.CountWaiting(session, network, now) >= MostWaitingOfNetwork)
                    return Catalogue.DeviceCodes.TooManyOpen;
                UserCode userCode;
                do
                    userCode = UserCode.Create();
                while (!DeviceRequestTable.Insert(session, request, Mac(userCode), network));
                return new OpenedRequest(deviceCode, userCode, request);
            },
            cancellation);
    }

    /// <summary>The request that waits for an answer to a user code, or null.</summary>
    public DeviceRequest? FindWaiting(UserCode userCode)
    {
        var mac = Mac(userCode);
        return store.Read(session => DeviceRequestTable.FindWaiting(session, mac, time.GetUtcNow()));
    }

    /// <summary>The request of a device code, whatever its state, or null.</summary>
    public DeviceRequest? Find(byte[] codeHash) => store.Read(session => DeviceRequestTable.Find(session, codeHash));

    /// <summary>Lets the program act for a person who has just made a gesture of more than one factor.</summary>
    public async Task<Result<DeviceRequest>> AllowAsync(byte[] codeHash, DeviceRequestAnswer answer, CancellationToken cancellation)
    {
        if (!answer.Methods.Any(AuthenticationMethod.IsStrong))
            return Catalogue.Accounts.MultiFactorNeeded;
        return await writer.WriteAsync<DeviceRequest>(
            session =>
            {
                if (DeviceRequestTable.Find(session, codeHash) is not { } request)
                    return Catalogue.DeviceCodes.AnsweredMeanwhile;
                if (!Standing(AccountDirectory.Find(session, answer.UserId), answer, request.Resource).TryGet(out _, out var refusal))
                    return refusal;
                if (!DeviceRequestTable.Allow(session, codeHash, answer, time.GetUtcNow()))
                    return Catalogue.DeviceCodes.AnsweredMeanwhile;
                audit.Append(session, AuditActivity.DeviceCodeAllowed, answer.UserId, null, ("resource", request.Resource), ("scope", request.Permissions?.Text() ?? AccessTokenClaims.WholeScope), ("askedFrom", request.Address), ("methods", string.Join(' ', answer.Methods)));
                return request;
            },
            cancellation);
    }

    /// <summary>Ends the request.</summary>
    public Task<Result<DeviceRequest>> DenyAsync(byte[] codeHash, Guid userId, CancellationToken cancellation) => writer.WriteAsync<DeviceRequest>(
        session =>
        {
            if (DeviceRequestTable.Find(session, codeHash) is not { } request || !DeviceRequestTable.Deny(session, codeHash, userId, time.GetUtcNow()))
                return Catalogue.DeviceCodes.AnsweredMeanwhile;
            audit.Append(session, AuditActivity.DeviceCodeDenied, userId, null, ("resource", request.Resource), ("askedFrom", request.Address));
            return request;
        },
        cancellation);

    /// <summary>Takes what was allowed, once. The person is asked after again: what was allowed may have been withdrawn since.</summary>
    /// <param name="source">Of the program.</param>
    public Task<Result<Caller>> RedeemAsync(DeviceRequest request, SignInSource source, CancellationToken cancellation) => writer.WriteAsync<Caller>(
        session =>
        {
            var answer = request.Answer!;
            if (!Standing(AccountDirectory.Find(session, answer.UserId), answer, request.Resource).TryGet(out var account, out var refusal))
                return refusal;
            if (!DeviceRequestTable.Redeem(session, request.CodeHash, time.GetUtcNow()))
                return Catalogue.DeviceCodes.Redeemed;
            signIns.Append(session, new SignInAttempt(SignInClient.TokenEndpoint, source, request.Resource).Completed(time.GetUtcNow(), SignInMethod.DeviceCode, account));
            return new Caller(account.Id, null, request.Resource, account.Roles, answer.Methods, answer.AuthenticatedOn, null, request.Permissions);
        },
        cancellation);

    /// <summary>Whether the person could have this token by signing in here and now.</summary>
    private Result<Account> Standing(Account? account, DeviceRequestAnswer answer, string resource)
    {
        if (account is null)
            return Catalogue.Accounts.AccountUnknown;
        // As at the sign-in itself: a pass is for whoever has no other way in, and an expired password does not stop it.
        if (account.Check(time.GetUtcNow()) is { } refusal
            && !(refusal.Error == Catalogue.Accounts.PasswordExpired && answer.Methods.Contains(AuthenticationMethod.TemporaryAccessPass)))
        {
            return refusal;
        }

        return UserResource.MayHave(account, resource) ? account : Catalogue.PrimaryRefreshTokens.ResourceUnknown;
    }

    private byte[] Mac(UserCode code) => HMACSHA256.HashData(_macKey, Encoding.ASCII.GetBytes(code.Value));
}
