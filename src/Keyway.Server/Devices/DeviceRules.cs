using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.Devices;

/// <summary>The device registration policy, ready to ask.</summary>
internal sealed class DeviceRules(DevicePolicyDocument document)
{
    private const string PolicyId = "deviceRegistrationPolicy";
    private const string Required = "required";
    private const int LargestQuota = 10_000;
    private const int MostNames = 500;

    /// <summary>Before an administrator decides: everybody with more than one factor, and the vendor's quota.</summary>
    public static DeviceRules Default { get; } = new(new DevicePolicyDocument(50, Required, new DeviceJoinPolicy(new DeviceMembership(DeviceMembership.All))));

    /// <summary>As administrators see it.</summary>
    public DevicePolicyDocument Document { get; } = document with { Id = PolicyId, DisplayName = "Device Registration Policy", Context = null };

    /// <summary>How many devices a person may have joined.</summary>
    public int Quota => Document.UserDeviceQuota;

    /// <summary>Reads an untrusted document.</summary>
    public static Result<DeviceRules> Of(DevicePolicyDocument document)
    {
        var allowed = document.Join.AllowedToJoin;
        var namesFit = allowed.Type == DeviceMembership.Enumerated
            ? (allowed.Users?.Count ?? 0) + (allowed.Groups?.Count ?? 0) <= MostNames
            : allowed is { Users: null or [], Groups: null or [] };
        if (document.UserDeviceQuota is < 0 or > LargestQuota || document.MultiFactor is not (Required or "notRequired") || document.Id is not (null or PolicyId)
            || allowed.Type is not (DeviceMembership.All or DeviceMembership.None or DeviceMembership.Enumerated) || !namesFit)
        {
            return Catalogue.Devices.PolicyRefused;
        }

        return new DeviceRules(document);
    }

    /// <summary>Whether a person may join a device.</summary>
    /// <param name="caller">The person's sign-in.</param>
    /// <returns>Null, or the refusal.</returns>
    public Refusal? Check(Account account, Caller caller, AccountDirectory directory)
    {
        if (Document.MultiFactor == Required && !caller.Methods.Any(AuthenticationMethod.IsStrong))
            return new Refusal(Catalogue.Accounts.MultiFactorNeeded);
        return Includes(account, directory) ? null : new Refusal(Catalogue.Devices.JoinNotAllowed);
    }

    private bool Includes(Account account, AccountDirectory directory)
    {
        var allowed = Document.Join.AllowedToJoin;
        return allowed.Type switch
        {
            DeviceMembership.All => true,
            DeviceMembership.Enumerated => allowed.Users?.Contains(account.Id) == true
                || (allowed.Groups is { Count: > 0 } groups && directory.GroupsOf(account).Ids.Any(groups.Contains)),
            _ => false,
        };
    }
}
