using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>The module as the real parser and the real import see it: syntax, manifest, parameters and help.</summary>
[Collection(LabCollection.Name)]
public sealed class ModuleShapeTests : IDisposable
{
    private static readonly string[] Who = ["Domain", "CloudCredential", "UserPrincipalName", "SecurityKeyPin", "DomainCredential"];
    private static readonly string[] Where = ["Name", "Server", "ConfigFile"];

    private static readonly Dictionary<string, string[]> Promised = new()
    {
        ["Set-AzureADKerberosServer"] = [.. Who, "RotateServerKey", "Twice", "AllowGroup", "DenyGroup", .. Where, "Force"],
        ["Get-AzureADKerberosServer"] = [.. Who, .. Where],
        ["Remove-AzureADKerberosServer"] = [.. Who, .. Where, "Force"],
    };

    private readonly ModuleEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("AzureADKerberos.psm1")]
    [InlineData("AzureADKerberos.psd1")]
    public void It_parses_without_an_error(string file)
    {
        Parser.ParseFile(Path.Combine(ModuleEngine.Folder, file), out _, out var errors);

        Assert.Empty(errors.Select(error => error.ToString()));
    }

    [Fact]
    public void It_exports_exactly_the_three_functions()
    {
        Assert.Equal(Promised.Keys.Order(), _engine.Module.ExportedCommands.Keys.Order());
        Assert.Empty(_engine.Module.ExportedVariables);
        Assert.Equal(new Version(5, 1), _engine.Module.PowerShellVersion);
        Assert.Equal(["Desktop", "Core"], _engine.Module.CompatiblePSEditions);
    }

    [Fact]
    public void Each_function_takes_what_the_guide_says_and_no_secret_as_text()
    {
        foreach (var (name, parameters) in Promised)
        {
            var declared = ((FunctionDefinitionAst)Function(name).ScriptBlock.Ast).Body.ParamBlock.Parameters;
            Assert.Equal(parameters, declared.Select(parameter => parameter.Name.VariablePath.UserPath));
            Assert.All(declared.Where(parameter => parameter.Name.VariablePath.UserPath.EndsWith("Credential", StringComparison.Ordinal)), parameter => Assert.Equal(typeof(PSCredential), parameter.StaticType));
            Assert.All(declared.Where(parameter => parameter.Name.VariablePath.UserPath.EndsWith("Pin", StringComparison.Ordinal)), parameter => Assert.Equal(typeof(SecureString), parameter.StaticType));
        }
    }

    [Fact]
    public void Each_function_has_help_with_examples_and_a_text_for_each_parameter()
    {
        foreach (var (name, parameters) in Promised)
        {
            var help = ((FunctionDefinitionAst)Function(name).ScriptBlock.Ast).GetHelpContent();
            Assert.NotEmpty(help.Synopsis);
            Assert.NotEmpty(help.Description);
            Assert.NotEmpty(help.Outputs);
            Assert.NotEmpty(help.Links);
            Assert.True(help.Examples.Count >= 2, name);
            Assert.Equal(parameters.Select(parameter => parameter.ToUpperInvariant()).Order(), help.Parameters.Keys.Order());
            Assert.All(help.Examples, example => Parser.ParseInput(example.Split("\n\n")[0], out _, out var errors).Visit(new KnownParameters(_engine.Module, errors)));
        }
    }

    private FunctionInfo Function(string name) => _engine.Module.ExportedFunctions[name];

    /// <summary>Every parameter of an example is one that there is.</summary>
    private sealed class KnownParameters : AstVisitor
    {
        private readonly PSModuleInfo _module;

        public KnownParameters(PSModuleInfo module, ParseError[] errors)
        {
            Assert.Empty(errors.Select(error => error.ToString()));
            _module = module;
        }

        public override AstVisitAction VisitCommand(CommandAst commandAst)
        {
            if (_module.ExportedFunctions.TryGetValue(commandAst.GetCommandName(), out var function))
                Assert.All(commandAst.CommandElements.OfType<CommandParameterAst>(), parameter => Assert.Contains(parameter.ParameterName, function.Parameters.Keys));
            return AstVisitAction.Continue;
        }
    }
}
