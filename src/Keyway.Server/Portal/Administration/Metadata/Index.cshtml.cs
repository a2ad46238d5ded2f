using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Fido2.Metadata;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Metadata;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Metadata;

/// <summary>What the FIDO metadata says of models of security keys: which are revoked and in use, all of them, and a newer BLOB.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm)]
internal sealed class IndexModel(AuthenticatorModels models, MetadataImport import, SecurityKeyImpact impact, TimeProvider time) : PortalPage
{
    private const int APage = 50;

    // The BLOB, and what a form has around it.
    private const int LargestForm = MetadataBlob.MaximumLength + (64 * 1024);

    /// <summary>Part of a model's name or AAGUID.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    /// <summary>How many models stand before this page.</summary>
    [BindProperty(SupportsGet = true)]
    public int Skip { get; set; }

    [BindProperty]
    public IFormFile? Blob { get; set; }

    public int? Number => models.Number;

    public DateOnly? NextUpdate => models.NextUpdate;

    public bool IsOverdue => NextUpdate < DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public int Known => models.All.Count;

    public bool MayImport => Has(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator);

    /// <summary>Registered keys and people by model.</summary>
    public IReadOnlyDictionary<Guid, ModelImpact> Registered =>
        field ??= impact.Of(new SecurityKeyPolicy()).TryGet(out var counted, out _) ? counted.Models.ToDictionary(model => model.Aaguid) : new Dictionary<Guid, ModelImpact>();

    /// <summary>Models that are in use here though they are revoked or compromised.</summary>
    public IReadOnlyList<ModelDescription> Recalled => field ??= [.. Registered.Keys.Select(models.Of).Where(model => model.Refusal is not null)];

    public IReadOnlyList<ModelDescription> Found => field ??=
    [
        .. models.All.Where(model => string.IsNullOrWhiteSpace(Text) || model.Name.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase)
            || model.Aaguid.ToString("D").StartsWith(Text.Trim(), StringComparison.OrdinalIgnoreCase))
            .OrderBy(model => model.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(model => model.Aaguid),
    ];

    public IEnumerable<ModelDescription> Shown => Found.Skip(Math.Max(0, Skip)).Take(APage);

    public string? NextPath => Math.Max(0, Skip) + APage < Found.Count ? PathOf(Math.Max(0, Skip) + APage) : null;

    public string? BackPath => Skip > 0 ? PathOf(Math.Max(0, Skip - APage)) : null;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayImport)
            return Refuse(Catalogue.Accounts.Forbidden);
        if (Blob is null)
            return Refuse(Catalogue.Portal.NoBlob);
        await using var stream = Blob.OpenReadStream();
        if (!(await import.ImportAsync(stream, Person.Id, HttpContext.RequestAborted)).TryGet(out var imported, out var refusal))
            return Refuse(refusal);
        return GoTo("/admin/metadata", imported.Changed
            ? $"Metadata number {imported.Number} is in force: {imported.Models} {(imported.Models == 1 ? "model" : "models")}, {imported.Revoked} of them revoked."
            : $"Metadata number {imported.Number} was in force already.");
    }

    private string PathOf(int skip) => "/admin/metadata" + QueryString.Create(
        [KeyValuePair.Create<string, string?>("q", Text ?? ""), KeyValuePair.Create<string, string?>("skip", skip.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
}
