using System.Globalization;
using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.DeviceManagement;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Administration.AuthenticationMethods;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Provisioning;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Keyway.Server.Portal.Administration.DeviceManagement;

/// <summary>The values for every computer, for a group's, or for one: fill in, review what was and what will be, save.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.DeviceAdministrator, Role.Reader)]
internal sealed class ValuesModel(ManagementProfiles profiles, GroupSearch groups, DeviceService devices) : PortalPage
{
    private const string Overview = "/admin/device-management";
    private const string Everyone = "everyone";

    private string _kind = Everyone;
    private Guid _target;

    /// <summary>The version of the profile that the form began with, so that nobody's change is lost (O06).</summary>
    [BindProperty]
    public long? Version { get; set; }

    [BindProperty]
    public string? UseSecurityKeyForSignin { get; set; }

    [BindProperty]
    public string? OfflineDays { get; set; }

    [BindProperty]
    public string? OfflineUnlocks { get; set; }

    [BindProperty]
    public string? LockOnRemoval { get; set; }

    public bool IsEveryone => _kind == Everyone;

    /// <summary>What people call the group or the computer.</summary>
    public string Name => IsEveryone ? "every computer" : TargetNames.Of(_kind, _target, groups, devices);

    public bool InReview { get; private set; }

    public IReadOnlyList<PolicyDifference> Differences { get; private set; } = [];

    public bool MayChange => Has(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator);

    /// <summary>Whether there are values to remove.</summary>
    public bool IsAssigned => !IsEveryone && !Stored(profiles.Current.Profile).IsEmpty;

    /// <summary>Whether saving leaves nothing here.</summary>
    public bool IsRemoval => !IsEveryone && Fields.All(entry => string.IsNullOrWhiteSpace(entry.Text));

    /// <summary>The form as it was filled in.</summary>
    public IEnumerable<(ManagedSetting Setting, string? Text)> Fields =>
    [
        (ManagedSetting.UseSecurityKeyForSignin, UseSecurityKeyForSignin), (ManagedSetting.OfflineDays, OfflineDays), (ManagedSetting.OfflineUnlocks, OfflineUnlocks),
        (ManagedSetting.LockOnRemoval, LockOnRemoval),
    ];

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        _kind = context.RouteData.Values["kind"] as string ?? "";
        var named = Guid.TryParse(context.RouteData.Values["id"] as string, out _target);
        if (_kind == Everyone ? named : _kind is not (ManagementAssignment.Group or ManagementAssignment.Device) || !named || !IsThere())
            context.Result = new RefusedResult(Catalogue.DeviceManagement.TargetUnknown);
        else if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method) && !MayChange)
            context.Result = new RefusedResult(Catalogue.Accounts.Forbidden);
    }

    public void OnGet()
    {
        (var profile, Version) = profiles.Current;
        Show(Stored(profile));
    }

    public IActionResult OnPost() => Page();

    public IActionResult OnPostReview() => Review();

    public IActionResult OnPostRemove()
    {
        Show(new ManagedValues());
        // What was sent with the button must not stand in the review's fields.
        ModelState.Clear();
        return Review();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (!Candidate().TryGet(out var values, out var refusal))
            return Refuse(refusal);
        // Without a version the change would overwrite whatever is there.
        var changed = With(profiles.Current.Profile, values);
        if ((await profiles.ReplaceAsync(changed, Person.Id, EntityTag.Of(Version ?? -1), HttpContext.RequestAborted)).TryGet(out _, out refusal))
            return GoTo(Overview, IsEveryone ? "The values for every computer are changed." : values.IsEmpty ? $"{Name} has no values of its own any more." : $"The values for {Name} are changed.");
        if (refusal.Error != Catalogue.DeviceManagement.ProfileChangedMeanwhile)
            return Refuse(refusal);
        // What somebody else made of it meanwhile is what the review compares with now.
        Version = profiles.Current.Version;
        ModelState.Clear();
        return Review(refusal);
    }

    private PageResult Review(Refusal? told = null)
    {
        if (!Candidate().TryGet(out var values, out var refusal))
            return Refuse(refusal);
        InReview = true;
        var before = Stored(profiles.Current.Profile);
        Differences =
        [
            .. from setting in ManagedSetting.All
               where before.Of(setting) != values.Of(setting)
               select new PolicyDifference(SettingText.Of(setting), SettingText.Value(setting, before.Of(setting)), SettingText.Value(setting, values.Of(setting))),
        ];
        return told is null ? Page() : Refuse(told);
    }

    private Result<ManagedValues> Candidate()
    {
        var values = new Dictionary<ManagedSetting, int?>();
        foreach (var (setting, text) in Fields)
        {
            values[setting] = setting.Read(text?.Trim());
            if (values[setting] is null && !string.IsNullOrWhiteSpace(text))
                return new Refusal(Catalogue.DeviceManagement.ProfileInvalid, setting.Name);
        }

        return new ManagedValues(
            values[ManagedSetting.UseSecurityKeyForSignin], values[ManagedSetting.OfflineDays], values[ManagedSetting.OfflineUnlocks], values[ManagedSetting.LockOnRemoval]);
    }

    private ManagementProfile With(ManagementProfile profile, ManagedValues values)
    {
        if (IsEveryone)
            return profile with { Settings = values };
        var others = profile.Assignments.Where(assignment => assignment.TargetId != _target);
        return profile with { Assignments = values.IsEmpty ? [.. others] : [.. others, new ManagementAssignment(_kind, _target, values)] };
    }

    private ManagedValues Stored(ManagementProfile profile) =>
        IsEveryone ? profile.Settings : profile.Assignments.FirstOrDefault(assignment => assignment.TargetId == _target)?.Settings ?? new ManagedValues();

    /// <summary>What is gone has a page as long as it has values, so that they can be removed.</summary>
    private bool IsThere() =>
        profiles.Current.Profile.Assignments.Any(assignment => assignment.TargetId == _target && assignment.TargetType == _kind)
        || (_kind == ManagementAssignment.Device ? devices.Find(_target) is not null : groups.NamesOf([_target]).Count > 0);

    private void Show(ManagedValues values)
    {
        UseSecurityKeyForSignin = Text(values.UseSecurityKeyForSignin);
        OfflineDays = Text(values.OfflineDays);
        OfflineUnlocks = Text(values.OfflineUnlocks);
        LockOnRemoval = Text(values.LockOnRemoval);
    }

    private static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
