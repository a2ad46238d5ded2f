using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes;

/// <summary>A program asks whether its code was answered, and gets the token once it was (RFC 8628 3.4, 3.5).</summary>
internal sealed class DeviceCodeGrant(DeviceRequests requests, PollPace pace, AccessTokens tokens, TimeProvider time) : ITokenGrant
{
    public string GrantType => GrantTypes.DeviceCode;

    // 256 bits cannot be guessed, and a program that waits is refused all the time.
    public bool Guessable => false;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!DeviceCodeClient.Of(form).TryGet(out var client, out var refusal) || !form.Require("device_code").TryGet(out var code, out refusal))
            return refusal;
        if (DeviceCode.Hash(code) is not { } hash || requests.Find(hash) is not { } request || request.ClientId != client)
            return Catalogue.DeviceCodes.CodeUnknown;
        if (CheckState(request) is { } state)
            return state;
        return (await requests.RedeemAsync(request, form.Source, cancellation)).TryGet(out var caller, out refusal) ? TokenReply.Of(tokens, caller) : refusal;
    }

    private Refusal? CheckState(DeviceRequest request) => request switch
    {
        { State: DeviceRequestState.Redeemed } => new Refusal(Catalogue.DeviceCodes.Redeemed),
        { State: DeviceRequestState.Denied } => new Refusal(Catalogue.DeviceCodes.Denied),
        _ when request.ExpiresOn <= time.GetUtcNow() => new Refusal(Catalogue.DeviceCodes.Expired),
        _ when !pace.Keeps(request.CodeHash) => new Refusal(Catalogue.DeviceCodes.SlowDown),
        { State: DeviceRequestState.Waiting } => new Refusal(Catalogue.DeviceCodes.Pending),
        _ => null,
    };
}
